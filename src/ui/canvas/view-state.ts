import type { ReactFlowInstance } from '@xyflow/react'
import { create } from 'zustand'
import type { CanvasFlowNode } from './flow-nodes'

/** Whether a person has taken the view into their own hands, and how often they have given it back. */
export const useView = create<{ readonly byHand: boolean; readonly returns: number }>()(() => ({
  byHand: false,
  returns: 0,
}))

/** Shows everything again, and keeps it in view from now on. */
export const takeViewBack = () => useView.setState(state => ({ byHand: false, returns: state.returns + 1 }))
/** Call when a person has panned or zoomed: from now on the view is theirs. */
export const giveViewAway = () => useView.setState({ byHand: true })

type Flow = ReactFlowInstance<CanvasFlowNode>

interface FlowState {
  /** React Flow, once it has taken over from the still cards. */
  readonly flow: Flow | undefined
  /** The view is so far away that small cards are drawn to be told apart. */
  readonly far: boolean
  /** A card is being dragged. */
  readonly dragging: boolean
}

export const useFlow = create<FlowState>()(() => ({ flow: undefined, far: false, dragging: false }))

export const setDragging = (dragging: boolean) => useFlow.setState({ dragging })

/** Does it with React Flow: now, or as soon as that has taken over. */
export function withFlow(action: (flow: Flow) => void): void {
  const { flow } = useFlow.getState()
  if (flow !== undefined) {
    action(flow)
    return
  }
  const stop = useFlow.subscribe(({ flow: arrived }) => {
    if (arrived === undefined) return
    stop()
    action(arrived)
  })
}
