import { create } from 'zustand'

/** Whether the note of the present scenario is open, and which of its things have been tried, the last one last. */
export const useNote = create<{ readonly open: boolean; readonly tried: readonly number[] }>()(() => ({
  open: true,
  tried: [],
}))

export const showNote = () => useNote.setState({ open: true, tried: [] })
export const hideNote = () => useNote.setState({ open: false })
export const unfoldNote = () => useNote.setState({ open: true })
export const noteTried = (index: number) =>
  useNote.setState(state => ({ tried: [...state.tried.filter(other => other !== index), index] }))
