import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface ViewHeadingProps {
  readonly children: ComponentChildren
  /** For the browser's tab. */
  readonly title: string
  readonly class?: string
}

/** The heading of a view. It takes the focus as the view appears, so that a screen reader says where one is now. */
export function ViewHeading({ children, title, class: className = '' }: ViewHeadingProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <h1 ref={heading} tabIndex={-1} class={className}>
      {children}
    </h1>
  )
}
