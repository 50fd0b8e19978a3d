import { CONTENT_SUFFIX } from './seats.js'
import type { Stage } from './stage.js'

/** A picture that is worth its way over the network. */
export interface WantedPicture {
  readonly attendeeId: string
  /** 1 is the first to be received where not all have room in the line. */
  readonly priority: 1 | 2
  /** Where it is sent in several sizes, the largest that is of use. */
  readonly size: 'small' | 'medium' | 'large'
}

/** Shared screens before people, and of those only who has a place on the stage: whether or not they show a picture at the moment. */
export function wantedPictures(
  { people }: Pick<Stage, 'people'>,
  sending: ReadonlySet<string>,
): readonly WantedPicture[] {
  const screens = [...sending].filter((attendeeId) => attendeeId.endsWith(CONTENT_SUFFIX))
  const others = people.filter(({ me }) => !me)
  const size = screens.length > 0 || others.length > 8 ? 'small' : others.length > 4 ? 'medium' : 'large'
  return [
    ...screens.map((attendeeId) => ({ attendeeId, priority: 1, size: 'large' }) as const),
    ...others.map(({ attendeeId }) => ({ attendeeId, priority: screens.length > 0 ? 2 : 1, size }) as const),
  ]
}
