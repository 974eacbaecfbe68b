import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { type GridLayout, type Size, viewOfAll } from './grid-layout'
import { moveTime } from './reduced-motion'
import { useView } from './view-state'

/** Keeps everything in view as nodes come and go, until a person takes the view into their own hands. */
export function useAutoFit(layout: GridLayout, view: Size): void {
  const flow = useReactFlow()
  const returns = useView(state => state.returns)
  const shown = useRef(false)

  const showAll = useCallback(
    (duration: number) => void flow.setViewport(viewOfAll(layout, view), { duration }),
    [flow, layout, view],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: giving the view back asks for it to be shown anew
  useEffect(() => {
    if (useView.getState().byHand || view.width === 0 || layout.cards.size === 0) return
    showAll(shown.current ? moveTime(240) : 0)
    shown.current = true
  }, [showAll, returns])
}
