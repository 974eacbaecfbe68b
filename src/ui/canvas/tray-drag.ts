import { create } from 'zustand'
import type { NodeKind } from '../objects/node-actions'

/** A new node on its way from the tray to the canvas; `x` and `y` are where the pointer is in the window. */
export interface TrayDrag {
  readonly kind: NodeKind
  readonly x: number
  readonly y: number
}

export const useTrayDrag = create<{ readonly drag: TrayDrag | undefined }>()(() => ({ drag: undefined }))

type Receiver = (drag: TrayDrag) => void
let receiver: Receiver | undefined

/** The canvas says what happens to nodes that are dropped on it. Returns what takes that back. */
export function receiveTrayDrops(receive: Receiver): () => void {
  receiver = receive
  return () => {
    if (receiver === receive) receiver = undefined
  }
}

export const moveTrayDrag = (drag: TrayDrag) => useTrayDrag.setState({ drag })
export const cancelTrayDrag = () => useTrayDrag.setState({ drag: undefined })

/** Lets go: on the canvas the node is added there, elsewhere nothing happens. */
export function endTrayDrag(): void {
  const { drag } = useTrayDrag.getState()
  cancelTrayDrag()
  if (drag === undefined) return
  const below = document.elementFromPoint(drag.x, drag.y)
  if (below?.closest('.canvas') !== null) receiver?.(drag)
}
