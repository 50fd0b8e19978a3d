import { useEffect, useRef, useState } from 'preact/hooks'
import type { Readable } from './store.js'

/** The part of a store that a view shows; the view is drawn again when that part is another one (`Object.is`). */
export function useStore<State, Part>(store: Readable<State>, select: (state: State) => Part): Part {
  const part = select(store.get())
  const [, redraw] = useState({})
  // A new function at every drawing, and maybe another question: about the person whose place it is now.
  const asked = useRef(select)
  asked.current = select
  const shown = useRef(part)
  shown.current = part
  useEffect(() => {
    // Something may have changed between the drawing and this.
    if (!Object.is(asked.current(store.get()), shown.current)) redraw({})
    return store.subscribe(() => {
      if (!Object.is(asked.current(store.get()), shown.current)) redraw({})
    })
  }, [store])
  return part
}
