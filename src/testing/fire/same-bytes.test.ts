import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createComparer } from './same-bytes'

it('agrees with the JSON of the two', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(createComparer()(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      expect(createComparer()(one, structuredClone(one))).toBe(true)
    }),
  )
})

it('sees the order of keys, and what differs beside a part that is known to be equal', () => {
  const same = createComparer()
  const [spec, copy] = [{ nodeName: 'w1' }, { nodeName: 'w1' }]
  expect(same({ spec, phase: 'Pending' }, { spec: copy, phase: 'Pending' })).toBe(true)
  expect(same({ spec, phase: 'Pending' }, { spec: copy, phase: 'Running' })).toBe(false)
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false)
  expect(same([1], { 0: 1 })).toBe(false)
})
