import { create } from 'zustand'
import type { ObjectRef } from '../../state/selection'

interface CanvasMenuState {
  /** The node or Pod whose menu is open, and where on the screen. */
  readonly target: ObjectRef | undefined
  readonly x: number
  readonly y: number
  show(target: ObjectRef, x: number, y: number): void
  hide(): void
}

/** One menu for the whole canvas: a menu of its own in every card would cost more than the cards. */
export const useCanvasMenu = create<CanvasMenuState>()(set => ({
  target: undefined,
  x: 0,
  y: 0,
  show: (target, x, y) => set({ target, x, y }),
  hide: () => set({ target: undefined }),
}))

export type NodeDialog = 'label' | 'taint' | 'remove'

/** The small dialog that is open about a node. */
export const useNodeDialog = create<{ readonly dialog: NodeDialog | undefined; readonly node: string }>()(() => ({
  dialog: undefined,
  node: '',
}))

export const openNodeDialog = (dialog: NodeDialog, node: string) => useNodeDialog.setState({ dialog, node })
export const closeNodeDialog = () => useNodeDialog.setState({ dialog: undefined })
