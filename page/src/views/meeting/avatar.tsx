import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { webUrl } from '../../base/web-url.js'
import { initialsOf } from '../../meeting/initials.js'

interface AvatarProps {
  readonly name: string
  readonly url: string | undefined
}

/** Stands for somebody who shows no picture: one that was given for them, else the first letters of their name. */
export function Avatar({ name, url }: AvatarProps): JSX.Element {
  const [broken, setBroken] = useState<string>()
  const source = webUrl(url)
  if (source !== undefined && source !== broken)
    return (
      <img
        class="avatar"
        src={source}
        alt=""
        referrerpolicy="no-referrer"
        onError={() => setBroken(source)}
      />
    )
  // Drawn by the style, for they are no text of the page. Arabic letters would be joined into another word.
  return <span class="avatar" aria-hidden="true" data-initials={[...initialsOf(name)].join('\u200c')} />
}
