import { useClock } from '../../state/clock'
import { FILTER_ID } from '../canvas/filter-bar'
import { nextSpeed } from '../timeline/speed'
import { changeSpeed } from '../timeline/transport'

// What has a key of its own, and no button that would do the same.
export const focusFilter = () => document.getElementById(FILTER_ID)?.focus()
export const faster = () => changeSpeed(nextSpeed(useClock.getState().speed, 1))
export const slower = () => changeSpeed(nextSpeed(useClock.getState().speed, -1))
