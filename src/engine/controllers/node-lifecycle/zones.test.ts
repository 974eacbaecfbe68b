import { describe, expect, it } from 'vitest'
import { Kernel } from '../../kernel/kernel'
import { evictionRate, ZoneQueue, zoneState } from './zones'

describe('the state of a zone', () => {
  it('is disrupted in part only when more than two nodes and most of them are lost', () => {
    expect(zoneState({ ready: 1, notReady: 2 })).toBe('normal')
    expect(zoneState({ ready: 2, notReady: 3 })).toBe('partial disruption')
    expect(zoneState({ ready: 3, notReady: 3 })).toBe('normal')
    expect(zoneState({ ready: 0, notReady: 1 })).toBe('full disruption')
    expect(zoneState({ ready: 0, notReady: 0 })).toBe('normal')
  })

  it('decides how fast nodes are given up: not at all in a small zone that is mostly lost', () => {
    expect(evictionRate('normal', 5)).toBe(0.1)
    expect(evictionRate('full disruption', 5)).toBe(0.1)
    expect(evictionRate('partial disruption', 50)).toBe(0)
    expect(evictionRate('partial disruption', 51)).toBe(0.01)
  })
})

describe('the queue of a zone', () => {
  it('gives the first at once and the next ten seconds later', () => {
    const kernel = new Kernel(1)
    const queue = new ZoneQueue(kernel)
    queue.add('a')
    queue.add('b')
    queue.add('a')
    expect(queue.take()).toBe('a')
    expect(queue.take()).toBeUndefined()
    expect(queue.nextIn()).toBeCloseTo(10_000)
    kernel.runUntil(10_001)
    expect(queue.take()).toBe('b')
    expect(queue.nextIn()).toBeUndefined()
  })

  it('waits for ever at rate 0, and from the beginning when the rate comes back', () => {
    const kernel = new Kernel(1)
    const queue = new ZoneQueue(kernel)
    queue.add('a')
    queue.setRate(0)
    expect(queue.take()).toBeUndefined()
    expect(queue.nextIn()).toBeUndefined()
    kernel.runUntil(60_000)
    queue.setRate(0.1)
    expect(queue.nextIn()).toBeCloseTo(10_000)
  })

  it('forgets a node that is well again', () => {
    const queue = new ZoneQueue(new Kernel(1))
    queue.add('a')
    queue.forget('a')
    expect(queue.take()).toBeUndefined()
    queue.add('a')
    expect(queue.take()).toBe('a')
  })
})
