import { childOf, type XmlElement } from '../xml/xml-element.js'
import { count, field, listOf, reader, word } from './fields.js'
import { type BbbPreviewImage, readPreviewImage } from './preview-image.js'

/** One way to watch a recording. */
export interface BbbRecordingFormat {
  /** `presentation`, `video`, `podcast`, `screenshare`, `notes` … */
  readonly type: string
  readonly url: string
  /** Milliseconds that the server took to make it. */
  readonly processingTime?: number
  /** Minutes. 0 for formats that do not play. */
  readonly length?: number
  /** Bytes. */
  readonly size?: number
  /** Pictures of slides. Empty where there is no preview. */
  readonly images: readonly BbbPreviewImage[]
}

const images = listOf('image', readPreviewImage)

const readFields = reader<BbbRecordingFormat>(
  { type: word, url: word, processingTime: count, length: count, size: count, images },
  { type: '', url: '', images: [] },
)

/** One format; the server nests its pictures in `preview/images/image`. */
export function readFormat(element: XmlElement): BbbRecordingFormat {
  const preview = childOf(element, 'preview')
  const format = readFields(element)
  return preview === undefined ? format : { ...format, images: field(preview, 'images', images) ?? [] }
}
