import { describe, expect, it } from 'vitest'
import { duplicateFields } from './json-duplicates'

describe('duplicateFields', () => {
  it('names what an object has twice, wherever it is', () => {
    const text = '{"a": 1, "b": [{}, {"x": "}", "x": [], "x": null}], "c": {"d": {"a": 1}, "a": 2, "d": 3}, "a": {}}'
    expect(duplicateFields(text)).toEqual(['b[1].x', 'c.d', 'a'])
  })

  it('takes keys as they are after unescaping', () => {
    expect(duplicateFields('{"a": 1, "\\u0061": 2}')).toEqual(['a'])
  })

  it('finds nothing in other values', () => {
    for (const text of ['[]', '{}', '"a"', ' [1, {"a": "b"}] ']) expect(duplicateFields(text)).toEqual([])
  })
})
