import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import type { GridLayout } from './grid-layout'

/** Room around the cards, in screen pixels; the bars at the foot of the canvas lie over the last. */
export const MARGIN = { top: 18, side: 18, bottom: 66 }

/**
 * Keeps everything in view as nodes come and go, until a person takes the view into their own hands; `fit` takes it back.
 */
export function useAutoFit(layout: GridLayout, view: { readonly width: number; readonly height: number }) {
  const flow = useReactFlow()
  const byHand = useRef(false)
  const first = useRef(true)

  const showAll = useCallback(
    (duration: number) => {
      if (view.width === 0 || layout.cards.size === 0) return
      const width = view.width - 2 * MARGIN.side
      const height = view.height - MARGIN.top - MARGIN.bottom
      const zoom = Math.min(1, width / layout.width, height / layout.height)
      const x = (view.width - layout.width * zoom) / 2
      void flow.setViewport({ x, y: MARGIN.top, zoom }, { duration })
    },
    [flow, layout, view.width, view.height],
  )

  useEffect(() => {
    if (byHand.current) return
    const still = first.current || matchMedia('(prefers-reduced-motion: reduce)').matches
    first.current = view.width === 0
    showAll(still ? 0 : 240)
  }, [showAll, view.width])

  return {
    fit: useCallback(() => {
      byHand.current = false
      showAll(matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240)
    }, [showAll]),
    /** Call when a person has panned or zoomed. */
    takenOver: useCallback(() => {
      byHand.current = true
    }, []),
  }
}
