import { keep, type XmlElement } from '../xml/xml-element.js'

/** A picture of a slide of a recording. */
export interface BbbPreviewImage {
  readonly url: string
  /** Pixels. */
  readonly width?: number
  /** Pixels. */
  readonly height?: number
  /** The slide's text. */
  readonly alt?: string
}

/** An element with a text, the URL, and attributes. Without a URL it is none. */
export function readPreviewImage({ text, attributes }: XmlElement): BbbPreviewImage | undefined {
  const url = text.trim()
  if (url === '') return undefined
  const width = pixels(attributes?.['width'])
  const height = pixels(attributes?.['height'])
  const alt = attributes?.['alt']
  return {
    url: keep(url),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(alt !== undefined && { alt: keep(alt) }),
  }
}

function pixels(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : undefined
}
