import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Size {
  readonly width: number
  readonly height: number
}

/** How large an element is now, inside its padding. */
export function useSize(element: RefObject<HTMLElement>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect
      if (box !== undefined) setSize({ width: box.width, height: box.height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}
