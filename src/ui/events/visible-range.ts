import { type RefObject, useLayoutEffect, useState } from 'react'

/** Every row of the list is this high (pixels; events.css has the same figure). */
export const ROW_HEIGHT = 42
const MARGIN = 6

/** Which of `count` rows of equal height stand in the scrolled element, and a few beyond. */
export function useVisibleRange(
  viewport: RefObject<HTMLElement | null>,
  count: number,
): { first: number; last: number } {
  const [place, setPlace] = useState({ top: 0, height: 400 })
  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return
    const measure = () => setPlace({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [viewport])
  const first = Math.max(0, Math.min(count, Math.floor(place.top / ROW_HEIGHT)) - MARGIN)
  const last = Math.min(count, Math.ceil((place.top + place.height) / ROW_HEIGHT) + MARGIN)
  return { first, last }
}
