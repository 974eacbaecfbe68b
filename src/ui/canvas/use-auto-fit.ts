import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { GridLayout } from './grid-layout'

/** Room around the cards, in screen pixels; what floats at the foot of the canvas lies over the last. */
export const MARGIN = { top: 16, side: 18, bottom: 70 }

/** Whether a person has taken the view into their own hands, and how often they have given it back. */
const useView = create<{ readonly byHand: boolean; readonly returns: number }>()(() => ({ byHand: false, returns: 0 }))

/** Shows everything again, and keeps it in view from now on. */
export const takeViewBack = () => useView.setState(state => ({ byHand: false, returns: state.returns + 1 }))
/** Call when a person has panned or zoomed: from now on the view is theirs. */
export const giveViewAway = () => useView.setState({ byHand: true })

/** Keeps everything in view as nodes come and go, until a person takes the view into their own hands. */
export function useAutoFit(layout: GridLayout, view: { readonly width: number; readonly height: number }): void {
  const flow = useReactFlow()
  const returns = useView(state => state.returns)
  const shown = useRef(false)

  const showAll = useCallback(
    (duration: number) => {
      const width = view.width - 2 * MARGIN.side
      const height = view.height - MARGIN.top - MARGIN.bottom
      const zoom = Math.min(1, width / layout.width, height / layout.height)
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
