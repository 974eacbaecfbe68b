import { expect, it } from 'vitest'
import { seriesDifference } from './compare-series'
import type { Entry } from './recording'

/** `1 ready`: the state that lasts from that second on; `1 ready short` was seen only for a moment by the recorder. */
function series(...texts: readonly string[]): Entry[] {
  return texts.map(text => {
    const [t, ready, short] = text.split(' ')
    return { t: Number(t), ready, ...(short === undefined ? {} : { short: true }) } as Entry
  })
}

const fits = (recorded: readonly Entry[], ours: readonly Entry[]) => seriesDifference(recorded, ours, 60) === undefined

it('passes over a moment that only one of the two has, and the way back from it', () => {
  const plain = series('1 1/1', '12.5 0/1')
  expect(fits(plain, series('1 1/1', '6.9 0/1', '7 1/1', '12.9 0/1'))).toBe(true)
  expect(fits(series('1 1/1', '6.9 0/1 short', '7 1/1', '12.5 0/1'), series('1 1/1', '12.9 0/1'))).toBe(true)
})

it('does not pass over what lasted, nor another way out', () => {
  const plain = series('1 1/1', '12.5 0/1')
  expect(fits(plain, series('1 1/1', '6.9 0/1', '9 1/1', '12.9 0/1'))).toBe(false)
  expect(fits(plain, series('1 1/1', '6.9 0/1', '7 2/2', '12.9 0/1'))).toBe(false)
  expect(fits(plain, series('1 1/1', '12.9 0/1', '20 1/1'))).toBe(false)
})
