import { expect, it } from 'vitest'
import type { Lane, Segment } from './coverage'
import { stackColumns } from './stack'

const lane = (node: string, ...segments: Segment[]): Lane => ({ node, segments, wasCovered: true, goneAt: undefined })
const ready = (from: number, revision: number): Segment => ({ from, cover: 'ready', revision })
const gap = (from: number): Segment => ({ from, cover: 'gap', revision: 0 })

it('adds lanes up column by column, and no node counts twice', () => {
  const lanes = [lane('a', ready(0, 1), ready(5, 2)), lane('b', ready(0, 1), gap(2)), lane('c', ready(0, 1), gap(8))]
  const options = { columns: 10, columnOf: (time: number) => time, looks: 6 }
  const stack = stackColumns({ lanes, now: 10, wanted: new Set(['a', 'b']) }, options)
  expect([...(stack[0] ?? [])]).toEqual([3, 3, 2, 2, 2, 1, 1, 1, 0, 0])
  expect([...(stack[1] ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
  // The gap of c is none: the DaemonSet does not belong there any more.
  expect([...(stack[8] ?? [])]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
})
