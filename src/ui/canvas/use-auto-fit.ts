import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { type GridLayout, zoomToFit } from './grid-layout'
import { useView } from './view-state'

/** Room around the cards, in screen pixels. */
export const MARGIN = { top: 16, side: 18, bottom: 12 }

/** Keeps everything in view as nodes come and go, until a person takes the view into their own hands. */
export function useAutoFit(layout: GridLayout, view: { readonly width: number; readonly height: number }): void {
  const flow = useReactFlow()
  const returns = useView(state => state.returns)
  const shown = useRef(false)

  const showAll = useCallback(
    (duration: number) => {
      const room = { width: view.width - 2 * MARGIN.side, height: view.height - MARGIN.top - MARGIN.bottom }
      const zoom = zoomToFit(layout, room)
      const x = (view.width - layout.width * zoom) / 2
      void flow.setViewport({ x, y: MARGIN.top, zoom }, { duration })
    },
    [flow, layout, view.width, view.height],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: giving the view back asks for it to be shown anew
  useEffect(() => {
    if (useView.getState().byHand || view.width === 0 || layout.cards.size === 0) return
    const still = !shown.current || matchMedia('(prefers-reduced-motion: reduce)').matches
    shown.current = true
    showAll(still ? 0 : 240)
  }, [showAll, returns])
}
