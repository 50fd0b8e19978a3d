import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { RequestBody } from '../exchange.js'
import type { BbbDocument } from './document.js'

export interface Modules {
  readonly documents?: readonly BbbDocument[] | undefined
  readonly clientSettingsOverride?: Readonly<Record<string, unknown>> | undefined
}

/** The XML body of `create` and `insertDocument`; undefined where there is nothing to send. */
export function modulesBody({ documents = [], clientSettingsOverride }: Modules): RequestBody | undefined {
  let modules = ''
  if (documents.length > 0)
    modules += `<module name="presentation">${documents.map(documentXml).join('')}</module>`
  if (clientSettingsOverride !== undefined)
    modules += `<module name="clientSettingsOverride">${cdata(JSON.stringify(clientSettingsOverride))}</module>`
  if (modules === '') return undefined
  const content = `<?xml version="1.0" encoding="UTF-8"?><modules>${modules}</modules>`
  return { contentType: 'application/xml', content }
}

function documentXml(document: BbbDocument, index: number): string {
  const { current, downloadable, removable } = document
  const flags = attributes({ current, downloadable, removable }, index)
  if (!('content' in document)) {
    const { url, filename } = document
    return `<document${attributes({ url, filename }, index)}${flags}/>`
  }
  const { content, filename } = document
  const base64 = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64')
  return `<document${attributes({ name: filename }, index)}${flags}>${base64}</document>`
}

function attributes(values: Readonly<Record<string, string | boolean | undefined>>, index: number): string {
  let xml = ''
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    const text = String(value)
    if (/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text))
      throw invalidRequest([
        {
          path: `documents.${index}.${name}`,
          rule: 'must hold no control characters and no lone surrogates',
        },
      ])
    xml += ` ${name}="${escaped(text)}"`
  }
  return xml
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
