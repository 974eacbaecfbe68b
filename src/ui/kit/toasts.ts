import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'info' | 'problem'
  readonly text: string
  readonly detail?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

interface Toasts {
  readonly toasts: readonly Toast[]
  /** There has been one. */
  readonly shown: boolean
  show(toast: Omit<Toast, 'id'>): void
  dismiss(id: number): void
}

let nextId = 1

/** What the page has to say for a moment, newest last; at most three at a time. What must stay is a notice (`state/notices`). */
export const useToasts = create<Toasts>(set => ({
  toasts: [],
  shown: false,
  show: toast => {
    const id = nextId++
    set(state => ({ shown: true, toasts: [...state.toasts.slice(-2), { ...toast, id }] }))
  },
  dismiss: id => set(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) })),
}))

/** Shows a toast in the corner: `notify({ kind: 'done', text: 'Link copied' })`. */
export function notify(toast: Omit<Toast, 'id'>): void {
  useToasts.getState().show(toast)
}
