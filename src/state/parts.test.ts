import { describe, expect, it } from 'vitest'
import { loadAhead, part, useOffline } from './parts'

describe('a part of the page', () => {
  it('is loaded once, however often it is wanted', async () => {
    let loads = 0
    const own = part(async () => ++loads)
    expect(own.loaded).toBeUndefined()
    expect(await Promise.all([own(), own()])).toEqual([1, 1])
    expect(own.loaded).toBe(1)
  })

  it('that could not be had is asked for again, and those who wait for it are told', async () => {
    let network = false
    const own = part(async () => {
      if (!network) throw new Error('no network')
      return 'here'
    })
    const waiting = own.whenLoaded()
    await expect(own()).rejects.toThrow('no network')
    network = true
    expect(await own()).toBe('here')
    expect(await waiting).toBe('here')
  })

  it('is fetched ahead of need: what belongs to the page first, and what a part brings with it too', async () => {
    const order: string[] = []
    part(async () => {
      order.push('one')
      part(async () => order.push('brought by one'))
    })
    part(async () => order.push('first'), 'soon')
    expect(useOffline.getState().ready).toBe('no')
    await loadAhead()
    expect(order).toEqual(['first', 'one', 'brought by one'])
    expect(useOffline.getState().ready).toBe('open')
  })
})
