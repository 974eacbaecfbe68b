import { expect, it } from 'vitest'
import { EventSeries } from './event-series'

const MINUTE = 60_000
const EVENT = { name: 'web.1', namespace: 'default' }

it('counts what is said again', () => {
  const series = new EventSeries()
  expect(series.repeat('a', 0)).toBeUndefined()
  series.begin('a', EVENT, 0)
  expect(series.repeat('a', 1_000)).toMatchObject({ ...EVENT, count: 2, lastTime: 1_000 })
  expect(series.repeat('b', 1_000)).toBeUndefined()
})

it('ends a series six minutes after its last event, and has its count to be written then', () => {
  const series = new EventSeries()
  series.begin('once', EVENT, 0)
  series.begin('often', EVENT, 0)
  for (const minute of [1, 2, 3]) series.repeat('often', minute * MINUTE)
  expect(series.finished(7 * MINUTE)).toEqual([])
  expect(series.repeat('once', 7 * MINUTE)).toBeUndefined()
  expect(series.finished(13 * MINUTE)).toMatchObject([{ count: 4, lastTime: 3 * MINUTE }])
  expect(series.repeat('often', 13 * MINUTE)).toBeUndefined()
})
