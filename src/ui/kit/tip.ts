import type { ReactNode } from 'react'
import { create } from 'zustand'

export interface Tip {
  readonly label?: ReactNode
  /** The command line that the thing stands for. */
  readonly command?: string
  readonly shortcut?: string
  readonly side: 'top' | 'right' | 'bottom' | 'left'
}

/** What the pointer or the focus rests on now, with what is to be said about it. */
export const useTip = create<{ readonly anchor: HTMLElement | undefined; readonly tip: Tip | undefined }>()(() => ({
  anchor: undefined,
  tip: undefined,
}))

export const pointAt = (anchor: HTMLElement, tip: Tip) => useTip.setState({ anchor, tip })

/** The pointer or the focus has left `anchor`; nothing when it rests on something else already. */
export function leave(anchor: HTMLElement | undefined): void {
  if (anchor !== undefined && useTip.getState().anchor === anchor) useTip.setState({ anchor: undefined })
}
