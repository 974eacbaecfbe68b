import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IndexSet } from './completion-indexes'

const indexes = fc.uniqueArray(fc.nat({ max: 40 }))

it('reads and prints runs of indexes', () => {
  expect(IndexSet.of([5, 1, 2, 3, 7, 8]).toString()).toBe('1-3,5,7,8')
  expect(IndexSet.parse('1-3,5,x,7-9', 9).toString()).toBe('1-3,5,7,8')
  expect(IndexSet.parse('0,1,2', 3).toString()).toBe('0-2')
  expect(IndexSet.parse('', 3).size).toBe(0)
})

it('is a set: what was put in is there, once, and nothing else', () => {
  fc.assert(
    fc.property(indexes, indexes, (some, others) => {
      const all = new Set([...some, ...others])
      const set = IndexSet.of(some).merge(IndexSet.of(others))
      expect(set.size).toBe(all.size)
      expect(IndexSet.parse(set.toString(), 41).toString()).toBe(set.toString())
      for (let index = 0; index <= 40; index++) expect(set.has(index)).toBe(all.has(index))
      expect(IndexSet.of(some).common(IndexSet.of(others))).toBe(some.filter(one => others.includes(one)).length)
      expect(set.firstMissing(3, 41)).toEqual([...Array(41).keys()].filter(index => !all.has(index)).slice(0, 3))
    }),
  )
})
