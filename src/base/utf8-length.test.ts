import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Length } from './utf8-length'

it('counts what an encoder writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text))
    }),
  )
})
