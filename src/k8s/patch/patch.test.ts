import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fields } from '../../base/fields'
import { applyMergePatch, createMergePatch, threeWayMergePatch } from './json-merge-patch'
import { applyJsonPatch } from './json-patch'
import { mergeSchemaOf } from './merge-schema'
import { threeWayStrategicPatch, twoWayStrategicPatch } from './strategic-diff'
import { applyStrategicMergePatch } from './strategic-merge-patch'

const POD = mergeSchemaOf('v1', 'Pod') ?? {}
const apply = (object: Fields, patch: Fields) => applyStrategicMergePatch(object, patch, POD)

const pod = (...containers: Fields[]): Fields => ({ spec: { containers } })

describe('strategic merge', () => {
  it('matches containers by name and ports by number', () => {
    const before = pod(
      { name: 'a', image: 'a:1', ports: [{ containerPort: 80, name: 'http' }] },
      { name: 'b', image: 'b:1' },
    )
    const patch = pod({ name: 'a', image: 'a:2', ports: [{ containerPort: 443 }] })
    expect(apply(before, patch)).toEqual(
      pod(
        { name: 'a', image: 'a:2', ports: [{ containerPort: 443 }, { containerPort: 80, name: 'http' }] },
        { name: 'b', image: 'b:1' },
      ),
    )
  })

  it('replaces nothing where there is nothing', () => {
    const map = { $patch: 'replace', disk: 'ssd' }
    const patch = { spec: { nodeSelector: map, affinity: { nodeAffinity: map, podAffinity: {} } } }
    expect(apply({ spec: {} }, patch)).toEqual({ spec: { affinity: { podAffinity: {} } } })
    expect(apply({ spec: { nodeSelector: { a: 'b' } } }, { spec: { nodeSelector: map } })).toEqual({
      spec: { nodeSelector: { disk: 'ssd' } },
    })
  })

  it('keeps what the patch does not touch by reference', () => {
    const other = { name: 'b', image: 'b:1' }
    const after = apply(pod({ name: 'a' }, other), pod({ name: 'a', image: 'a:2' })) as {
      spec: { containers: unknown[] }
    }
    expect(after.spec.containers[1]).toBe(other)
  })

  it('replaces tolerations as a whole', () => {
    const before = { spec: { tolerations: [{ key: 'a' }, { key: 'b' }] } }
    expect(apply(before, { spec: { tolerations: [{ key: 'c' }] } })).toEqual({ spec: { tolerations: [{ key: 'c' }] } })
  })

  it('deletes, replaces and orders by directive', () => {
    const before = pod({ name: 'a' }, { name: 'b' }, { name: 'c' })
    expect(apply(before, pod({ $patch: 'delete', name: 'b' }))).toEqual(pod({ name: 'a' }, { name: 'c' }))
    expect(apply(before, pod({ $patch: 'replace' }, { name: 'z' }))).toEqual(pod({ name: 'z' }))
    const order = { spec: { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }, { name: 'b' }] } }
    expect(apply(before, order)).toEqual(pod({ name: 'c' }, { name: 'a' }, { name: 'b' }))
    expect(apply({ spec: { a: 1 } }, { spec: { $patch: 'replace', b: 2 } })).toEqual({ spec: { b: 2 } })
  })

  it('drops the other source of a volume with $retainKeys', () => {
    const before = { spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] } }
    const patch = { spec: { volumes: [{ name: 'v', emptyDir: {}, $retainKeys: ['name', 'emptyDir'] }] } }
    expect(apply(before, patch)).toEqual({ spec: { volumes: [{ name: 'v', emptyDir: {} }] } })
    // Of a new one it is a field that the server does not know.
    expect(apply({ spec: {} }, patch)).toEqual(patch)
  })

  it('takes plain values out of a list', () => {
    const before = { metadata: { finalizers: ['a', 'b'] } }
    expect(apply(before, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } })).toEqual({
      metadata: { finalizers: ['b'] },
    })
  })

  it('says which element lacks its key', () => {
    expect(() => apply(pod({ name: 'a' }), pod({ image: 'x' }))).toThrow(
      'map: map[image:x] does not contain declared merge key: name',
    )
  })
})

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
const text = fc.constantFrom('1', '2', '3')
const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: text,
      env: names.chain(keys => fc.tuple(...keys.map(key => fc.record({ name: fc.constant(key), value: text })))),
      args: fc.array(text, { maxLength: 3 }),
    },
    { requiredKeys: ['name'] },
  )
const object = fc
  .record({
    metadata: fc.record(
      { labels: fc.dictionary(fc.constantFrom('x', 'y', 'z'), text), finalizers: names },
      { requiredKeys: [] },
    ),
    spec: fc.record(
      {
        containers: names.chain(keys => fc.tuple(...keys.map(container))),
        nodeSelector: fc.dictionary(fc.constantFrom('x', 'y'), text),
        volumes: names.chain(keys =>
          fc.tuple(
            ...keys.map(name =>
              fc.oneof(
                fc.record({ name: fc.constant(name), hostPath: fc.record({ path: text }) }),
                fc.record({ name: fc.constant(name), configMap: fc.record({ name: text }) }),
              ),
            ),
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(value => JSON.parse(JSON.stringify(value)) as Fields)

/** A list that a patch has emptied stays as an empty list; for the API that is the same as none. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, field]) => [key, withoutEmpty(field)] as const)
  return Object.fromEntries(
    fields.filter(([, field]) => !(typeof field === 'object' && field !== null && Object.keys(field).length === 0)),
  )
}

describe('differences', () => {
  it('a two-way patch leads from one object to the other', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        expect(withoutEmpty(apply(before, twoWayStrategicPatch(before, after, POD)))).toEqual(withoutEmpty(after))
      }),
    )
  })

  it('a three-way patch reaches the new configuration and keeps what others set', () => {
    fc.assert(
      fc.property(object, object, (original, modified) => {
        const current = { ...original, status: { phase: 'Running' } }
        const patch = threeWayStrategicPatch(original, modified, current, POD)
        expect(withoutEmpty(apply(current, patch))).toEqual(withoutEmpty({ ...modified, status: { phase: 'Running' } }))
      }),
    )
  })

  it('applying the same configuration again changes nothing', () => {
    fc.assert(
      fc.property(object, configuration => {
        expect(threeWayStrategicPatch(configuration, configuration, configuration, POD)).toEqual({})
        expect(threeWayMergePatch(configuration, configuration, configuration)).toEqual({})
      }),
    )
  })

  it('merge patches lead from one object to the other too', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        expect(applyMergePatch(before, createMergePatch(before, after))).toEqual(after)
        expect(withoutEmpty(applyMergePatch(before, threeWayMergePatch(before, after, before)))).toEqual(
          withoutEmpty(after),
        )
      }),
    )
  })
})

it('refuses to compare lists whose elements are of different kinds', () => {
  const schema = mergeSchemaOf('v1', 'ServiceAccount') ?? {}
  const [before, after] = [{ secrets: [{ name: 't' }] }, { secrets: [null] }]
  expect(() => twoWayStrategicPatch(before, after, schema)).toThrow(
    'list element types are not identical: [[map[name:t]] [<nil>]]',
  )
})

describe('JSON patch', () => {
  it('adds, removes, replaces, moves, copies and tests', () => {
    const before = { a: [1, 2], b: { 'c/d': 'x' } }
    const patch = [
      { op: 'test', path: '/a/0', value: 1 },
      { op: 'add', path: '/a/-', value: 3 },
      { op: 'add', path: '/a/0', value: 0 },
      { op: 'remove', path: '/a/1' },
      { op: 'replace', path: '/b/c~1d', value: 'y' },
      { op: 'copy', from: '/b', path: '/e' },
      { op: 'move', from: '/b', path: '/f' },
    ]
    expect(applyJsonPatch(before, patch)).toEqual({ a: [0, 2, 3], e: { 'c/d': 'y' }, f: { 'c/d': 'y' } })
    expect(before).toEqual({ a: [1, 2], b: { 'c/d': 'x' } })
  })

  it('takes what an object does not have for nothing, and counts from the end of a list', () => {
    const patch = [
      { op: 'replace', path: '/new', value: 1 },
      { op: 'copy', from: '/nope', path: '/copied' },
      { op: 'test', path: '/nope', value: null },
      { op: 'remove', path: '/list/-1' },
    ]
    expect(applyJsonPatch({ list: [1, 2] }, patch)).toEqual({ new: 1, copied: null, list: [1] })
  })

  it.each([
    [{ op: 'remove', path: '/nope' }],
    [{ op: 'replace', path: '/a/b', value: 1 }],
    [{ op: 'add', path: 'a', value: 1 }],
    [{ op: 'move', from: '/nope', path: '/b' }],
    [{ op: 'remove', path: '/list/2' }],
    [5],
    [{ op: 'test', path: '/a', value: 2 }],
    [{ op: 'jump', path: '/a' }],
  ])('refuses %j', operation => {
    expect(() => applyJsonPatch({ a: 1, list: [1, 2] }, [operation])).toThrow()
  })
})
