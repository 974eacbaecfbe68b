import { describe, expect, it } from 'vitest'
import { clusterMarks, type Mark } from './marks'
import { ticks, tickText, timeWindow } from './time-axis'

describe('timeWindow', () => {
  it('stands still while time goes on, then makes a step', () => {
    expect(timeWindow(3000, 5000)).toEqual(timeWindow(3000, 18_000))
    expect(timeWindow(3000, 22_000).to).toBeGreaterThan(timeWindow(3000, 18_000).to)
  })
  it('always has the present in view, and never more than ten minutes', () => {
    for (const now of [0, 1e3, 1e5, 6e5, 7e6]) {
      const { from, to } = timeWindow(0, now)
      expect(to).toBeGreaterThan(now)
      expect(from).toBeLessThanOrEqual(now)
      expect(to - from).toBeLessThanOrEqual(600_000)
    }
  })
})

describe('ticks', () => {
  it('keeps labels apart', () => {
    const marks = ticks({ from: 0, to: 60_000 }, 600)
    expect(marks).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    expect(marks.map(tickText).at(-1)).toBe('1:00')
  })
})

it('joins marks that lie over each other, but never a command with a warning', () => {
  const marks: Mark[] = [
    { at: 0, kind: 'command', text: 'a' },
    { at: 3, kind: 'warning', text: 'b' },
    { at: 5, kind: 'command', text: 'c' },
    { at: 50, kind: 'command', text: 'd' },
  ]
  expect(clusterMarks(marks, time => time).map(cluster => cluster.marks.map(mark => mark.text))).toEqual([
    ['a', 'c'],
    ['b'],
    ['d'],
  ])
})
