import { describe, expect, it } from 'vitest'
import { BackOff } from './back-off'

describe('BackOff', () => {
  it('doubles with every failure up to its longest pause', () => {
    const backOff = new BackOff(10, 60, 1_000)
    const pauses = [0, 10, 20, 30, 40].map(time => {
      backOff.next('a', time, time)
      return backOff.get('a')
    })
    expect(pauses).toEqual([10, 20, 40, 60, 60])
  })

  it('counts the pause from the moment that it is given', () => {
    const backOff = new BackOff(10, 60, 1_000)
    backOff.next('a', 100, 100)
    expect(backOff.isInBackOffSince('a', 105, 114)).toBe(true)
    expect(backOff.isInBackOffSince('a', 105, 115)).toBe(false)
    expect(backOff.isInBackOffSinceUpdate('a', 109)).toBe(true)
    expect(backOff.isInBackOffSinceUpdate('a', 110)).toBe(false)
  })

  it('starts afresh after a long quiet, and for each key', () => {
    const backOff = new BackOff(10, 60, 1_000)
    backOff.next('a', 0, 0)
    backOff.next('a', 10, 10)
    expect(backOff.get('a')).toBe(20)
    backOff.next('a', 1_011, 1_011)
    expect(backOff.get('a')).toBe(10)
    expect(backOff.get('b')).toBe(0)
  })
})
