import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256'

it('computes what others compute', () => {
  for (const text of ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'y'.repeat(200)]) {
    expect(sha256([...Buffer.from(text)])).toBe(createHash('sha256').update(text).digest('hex'))
  }
})
