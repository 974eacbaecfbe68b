import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson, wholeNumber, withNearestNumbers } from './big-integer'
import { toGoJson } from './go-json'
import { readYaml } from './yaml'

const MAX = '9223372036854775807'

describe('whole numbers of 64 bits', () => {
  it('keep their digits from text to text', () => {
    const text = `{"a":${MAX},"b":[-9223372036854775808,1],"c":"${MAX}"}`
    expect(toGoJson(parseJson(text))).toBe(text)
    expect(toGoJson(readYaml(`{a: ${MAX}, b: [-9223372036854775808, 1], c: "${MAX}"}`))).toBe(text)
  })

  it('are plain numbers where those hold them, and where Kubernetes takes floats', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), number => {
        expect(wholeNumber(String(number))).toBe(number)
      }),
    )
    expect(wholeNumber('9223372036854775808')).toBe(2 ** 63)
    expect(readYaml('0x7fffffffffffffff')).toBe(BigInt(MAX))
  })

  it('become the nearest number; what has none stays as it is', () => {
    const value = { a: [1, { b: 'x' }] }
    expect(withNearestNumbers(value)).toBe(value)
    expect(withNearestNumbers({ ...value, c: [BigInt(MAX)] })).toEqual({ ...value, c: [2 ** 63] })
  })

  it('do not change how any other JSON is read', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(withNearestNumbers(parseJson(text))).toEqual(JSON.parse(text))
      }),
    )
  })
})
