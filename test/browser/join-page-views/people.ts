import type { Visitor } from '../join-page/visitor.js'
import type { Comer, World } from '../join-page/world.js'
import { everyWindow, type Look, lookAt } from './look-at.js'

/** A language of the page, and somebody who speaks it. */
export interface Speaker {
  readonly code: 'en' | 'es' | 'ar'
  readonly locale: string
  readonly id: string
  readonly name: string
  readonly looks: readonly Look[]
}

export const maria: Speaker = {
  code: 'en',
  locale: 'en-GB',
  id: 'maria',
  name: 'Maria Keller',
  looks: everyWindow('light'),
}
export const ana: Speaker = {
  code: 'es',
  locale: 'es-ES',
  id: 'ana',
  name: 'Ana López (7b)',
  looks: everyWindow('dark'),
}
export const layla: Speaker = {
  code: 'ar',
  locale: 'ar-EG',
  id: 'layla',
  name: 'ليلى حداد',
  looks: everyWindow('light'),
}

const create = {
  name: 'Biology, class 7b',
  welcomeMessage: 'Welcome to biology.\nPlease raise your hand before you speak.',
  guestPolicy: 'ask-moderator',
} as const

/** Opens the page in a speaker's language. */
export async function arrives(
  world: World,
  { id, name, locale }: Speaker,
  meeting: string,
  { participant, ...comer }: Comer = {},
): Promise<Visitor> {
  const link = await world.link(meeting, name, {
    ...comer,
    create: { ...create, ...comer.create },
    participant: { id, ...participant },
  })
  return await world.visit(link, { locale })
}

export type Visitors = ReadonlyMap<Speaker, Visitor>

/** All of them, each with what was made for them. */
export async function all(prepare: (speaker: Speaker) => Promise<Visitor>): Promise<Visitors> {
  const speakers = [maria, ana, layla]
  return new Map(await Promise.all(speakers.map(async (one) => [one, await prepare(one)] as const)))
}

/** Looks at a view in all languages at once, and tells what is wrong with it. */
export async function lookAtAll(
  view: string,
  visitors: Visitors,
  which: (speaker: Speaker) => readonly Look[] = ({ looks }) => looks,
): Promise<string[]> {
  const found = await Promise.all(
    [...visitors].map(
      async ([speaker, { page }]) => await lookAt(page, `${view}-${speaker.code}`, which(speaker)),
    ),
  )
  return found.flat()
}

/** The widest and the narrowest window: for views that are no different in between. */
export function extremes({ looks }: Speaker): readonly Look[] {
  return looks.filter(({ name }) => name === 'desk' || name === 'narrow')
}
