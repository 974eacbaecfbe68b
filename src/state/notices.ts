import { create } from 'zustand'

/** A message for the person, shown where they look. It stays until it is dismissed or replaced by one with the same topic. */
export interface Notice {
  readonly topic: string
  readonly level: 'info' | 'warning' | 'error'
  readonly title: string
  readonly detail?: string
  /** One thing that the person can do about it. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>()(() => ({ notices: [] }))

/** Shows the notice, in place of one with the same topic. */
export function tell(notice: Notice): void {
  useNotices.setState(state => ({ notices: [...state.notices.filter(other => other.topic !== notice.topic), notice] }))
}

export function dismiss(topic: string): void {
  useNotices.setState(state =>
    state.notices.some(notice => notice.topic === topic)
      ? { notices: state.notices.filter(notice => notice.topic !== topic) }
      : state,
  )
}
