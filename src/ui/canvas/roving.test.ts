import { describe, expect, it } from 'vitest'
import { neighbour } from './roving'

const places = new Map<string, readonly [number, number]>([
  ['a', [0, 0]],
  ['b', [200, 0]],
  ['c', [0, 150]],
  ['d', [200, 150]],
])

describe('neighbour', () => {
  it('goes straight on where there is a card', () => {
    expect(neighbour('a', 'ArrowRight', places)).toBe('b')
    expect(neighbour('a', 'ArrowDown', places)).toBe('c')
    expect(neighbour('d', 'ArrowUp', places)).toBe('b')
  })
  it('stops at the edge', () => {
    expect(neighbour('a', 'ArrowLeft', places)).toBeUndefined()
  })
  it('begins somewhere when the card is gone', () => {
    expect(neighbour('removed', 'ArrowUp', places)).toBe('a')
  })
})
