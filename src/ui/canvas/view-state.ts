import { create } from 'zustand'

/** Whether a person has taken the view into their own hands, and how often they have given it back. */
export const useView = create<{ readonly byHand: boolean; readonly returns: number }>()(() => ({
  byHand: false,
  returns: 0,
}))

/** Shows everything again, and keeps it in view from now on. */
export const takeViewBack = () => useView.setState(state => ({ byHand: false, returns: state.returns + 1 }))
/** Call when a person has panned or zoomed: from now on the view is theirs. */
export const giveViewAway = () => useView.setState({ byHand: true })
