import { describe, expect, it } from 'vitest'
import { clockText } from '../events/clock-text'
import { fromSlider, LAST_NOTCH, nextSpeed, toSlider } from './speed'

describe('speed', () => {
  it('goes to the slider and back', () => {
    for (const speed of [0.1, 0.5, 1, 2, 5, 10, 100]) expect(fromSlider(toSlider(speed))).toBe(speed)
    expect(fromSlider(toSlider(4))).toBe(5)
    expect([fromSlider(0), fromSlider(LAST_NOTCH)]).toEqual([0.1, 100])
  })
  it('steps by one, two, five and stops at the ends', () => {
    expect(nextSpeed(1, 1)).toBe(2)
    expect(nextSpeed(4, -1)).toBe(2)
    expect(nextSpeed(100, 1)).toBe(100)
  })
})

it('writes virtual time with tenths', () => {
  expect(clockText(134_320)).toBe('02:14.3')
  expect(clockText(3_600_000)).toBe('1:00:00.0')
})
