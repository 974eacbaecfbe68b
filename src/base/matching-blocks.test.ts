import { describe, expect, it } from 'vitest'
import { matchingBlocks } from './matching-blocks'

const blocks = (before: string, after: string) =>
  matchingBlocks([...before], [...after]).map(block => [block.before, block.after, block.length])

describe('matchingBlocks', () => {
  it('takes the longest run first, not a common beginning', () => {
    expect(blocks('ab', 'acab')).toEqual([[0, 2, 2]])
  })

  it('searches on both sides of what it found', () => {
    expect(blocks('xabcdy', 'xxabcdzy')).toEqual([
      [0, 1, 5],
      [5, 7, 1],
    ])
  })

  it('finds nothing in texts that share no line', () => {
    expect(blocks('abc', 'xyz')).toEqual([])
  })

  it('begins no match with a line that a long text has everywhere', () => {
    const filler = Array.from({ length: 200 }, () => 'null')
    expect(matchingBlocks(['null'], filler)).toEqual([{ before: 0, after: 0, length: 1 }])
    expect(matchingBlocks(['x', 'null'], filler)).toEqual([])
  })
})
