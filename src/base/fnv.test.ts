import { describe, expect, it } from 'vitest'
import { fnv1a, fnv1aOfText } from './fnv'

describe('FNV-1a', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is as its authors publish it', (text, hash) => {
    expect(fnv1aOfText(text) >>> 0).toBe(hash >>> 0)
    expect(fnv1a(new TextEncoder().encode(text)) >>> 0).toBe(hash >>> 0)
  })

  it('goes on where it was', () => {
    expect(fnv1aOfText('bar', fnv1aOfText('foo'))).toBe(fnv1aOfText('foobar'))
  })
})
