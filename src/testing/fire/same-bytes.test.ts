import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sameBytes } from './same-bytes'

const same = (one: unknown, other: unknown) =>
  sameBytes({ value: one, before: undefined }, { value: other, before: undefined })

it('agrees with the JSON of the two', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(same(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      expect(same(one, structuredClone(one))).toBe(true)
    }),
  )
})

it('sees the order of keys, and lists that look like objects', () => {
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false)
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(same([1], { 0: 1 })).toBe(false)
})

it('sees what differs beside a part that is as it was', () => {
  const [spec, copy] = [{ nodeName: 'w1' }, { nodeName: 'w1' }]
  const before = { one: { spec, phase: 'Pending' }, other: { spec: copy, phase: 'Pending' } }
  const changed = (phase: string, otherPhase: string, otherSpec: unknown = copy) =>
    sameBytes(
      { value: { spec, phase }, before: before.one },
      { value: { spec: otherSpec, phase: otherPhase }, before: before.other },
    )
  expect(changed('Running', 'Running')).toBe(true)
  expect(changed('Running', 'Failed')).toBe(false)
  expect(changed('Running', 'Running', { nodeName: 'w1' })).toBe(true)
  expect(changed('Running', 'Running', { nodeName: 'w2' })).toBe(false)
})
