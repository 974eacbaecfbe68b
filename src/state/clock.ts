import { create } from 'zustand'
import type { ClockState } from '../protocol/protocol'

/** Virtual time as the worker last told it. */
export const useClock = create<ClockState>()(() => ({
  now: 0,
  playing: false,
  speed: 1,
  settled: true,
  settling: false,
}))
