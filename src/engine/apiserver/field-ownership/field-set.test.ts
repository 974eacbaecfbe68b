import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, type FieldSet, fieldSet, intersection, isEmpty, pathsOf, sameFields, union } from './field-set'
import { fromFieldsV1, toFieldsV1 } from './fields-v1'
import { printPath } from './path-element'

const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:1')
const someSet = fc
  .array(fc.array(element, { minLength: 1, maxLength: 3 }), { maxLength: 6 })
  .map(paths => fieldSet(...paths))
const texts = (set: FieldSet) => [...pathsOf(set)].map(path => path.join(' ')).sort()

describe('sets of fields', () => {
  it('are united, cut and subtracted path by path', () => {
    fc.assert(
      fc.property(someSet, someSet, (a, b) => {
        const [inA, inB] = [new Set(texts(a)), new Set(texts(b))]
        expect(texts(union(a, b))).toEqual([...new Set([...inA, ...inB])].sort())
        expect(texts(intersection(a, b))).toEqual([...inA].filter(path => inB.has(path)))
        expect(texts(difference(a, b))).toEqual([...inA].filter(path => !inB.has(path)))
      }),
    )
  })

  it('are the very same where nothing changes', () => {
    fc.assert(
      fc.property(someSet, a => {
        expect(union(a, a)).toBe(a)
        expect(difference(a, fieldSet(['f:elsewhere']))).toBe(a)
        expect(isEmpty(difference(a, a))).toBe(true)
      }),
    )
  })

  it('lose what is below a path, when that is asked for', () => {
    const set = fieldSet(['f:spec', 'f:replicas'], ['f:status', 'f:replicas'])
    expect(texts(difference(set, fieldSet(['f:status']), true))).toEqual(['f:spec f:replicas'])
    expect(difference(set, fieldSet(['f:status']))).toBe(set)
  })

  it('come back from FieldsV1', () => {
    fc.assert(
      fc.property(someSet, set => {
        expect(sameFields(fromFieldsV1(toFieldsV1(set)), set)).toBe(true)
      }),
    )
    expect(toFieldsV1(fieldSet(['f:a'], ['f:a', 'f:b'], ['f:c', 'f:d']))).toEqual({
      'f:a': { '.': {}, 'f:b': {} },
      'f:c': { 'f:d': {} },
    })
  })

  it('name their paths: own fields before what is below them, ports as numbers', () => {
    const port = (number: number) => `k:{"containerPort":${number},"protocol":"TCP"}`
    const set = fieldSet(
      ['f:ports', port(80)],
      ['f:ports', port(9)],
      ['f:image'],
      ['f:args', 'f:x'],
      ['f:set', 'v:"a"'],
    )
    expect([...pathsOf(set)].map(printPath)).toEqual([
      '.image',
      '.args.x',
      '.ports[containerPort=9,protocol="TCP"]',
      '.ports[containerPort=80,protocol="TCP"]',
      '.set[="a"]',
    ])
  })
})
