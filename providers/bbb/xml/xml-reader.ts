import type { XmlElement } from './xml-element.js'

/**
 * Reads one answer. Both readers give the same tree and refuse the same: what is not well-formed, ends early
 * or is empty, and what BigBlueButton never sends and attackers do (a document type, processing instructions,
 * elements nested more than 100 deep, an element `__proto__`). Both stop at the end of the first root,
 * because some servers send two documents in one body.
 */
export interface XmlReader {
  /** Takes the next piece. Throws `XmlRefusal` here or in `end`, as soon as the reader notices. */
  write(text: string): void
  /** Everything was written: the root. */
  end(): XmlElement
}

/**
 * A list whose entries are handed on one by one, as soon as each is complete, and do not become part of the
 * tree: then a long answer costs the memory of one entry. `list` is a child of the root, `item` a child of
 * that.
 */
export interface XmlListing {
  readonly list: string
  readonly item: string
  readonly take: (entry: XmlElement) => void
  /** Called before an answer is read: what was taken from an earlier try of the same call counts for nothing. */
  readonly restart?: () => void
  /**
   * Asked after each piece of the answer: a promise stops the reading until it resolves, because whoever takes the
   * entries is not done with those that it has.
   */
  readonly room?: () => Promise<void> | undefined
}

export type OpenXmlReader = (listing?: XmlListing) => XmlReader

/** Why a text is not read; the message is a phrase for an error's sentence and quotes nothing. */
export class XmlRefusal extends Error {
  override readonly name: string = 'XmlRefusal'
}

export const MAX_DEPTH = 100

/** The readers' reasons, as phrases about the answer. */
export const refusals: Readonly<
  Record<'empty' | 'short' | 'outside' | 'doctype' | 'instruction' | 'depth' | 'name' | 'malformed', string>
> = {
  empty: 'it is empty',
  short: 'it ends too early',
  outside: 'there is text outside the root element',
  doctype: 'it has a document type',
  instruction: 'it has a processing instruction',
  depth: `its elements are nested more than ${MAX_DEPTH} deep`,
  name: 'it has an element or attribute of a forbidden name',
  malformed: 'it is not well-formed XML',
}

/** A name that must not become a member of an object. */
export const FORBIDDEN_NAME = '__proto__'

/**
 * The value of an attribute as XML normalises it: any white space is a blank. Values matter in error lists
 * only.
 */
export function attributeValue(value: string): string {
  return value.replace(/[\t\r\n]/g, ' ')
}
