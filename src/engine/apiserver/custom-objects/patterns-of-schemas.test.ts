import { expect, it } from 'vitest'
import { validateValue } from './validate-custom-object'

const complaints = (text: string, pattern: string) =>
  [...validateValue(text, { type: 'string', pattern }, 'spec.text', 'spec.text')].map(({ message }) => message)

it('judges a text by its pattern', () => {
  expect(complaints('a-1', '^[a-z]-\\d$')).toEqual([])
  expect(complaints('Info', '^(?i)(debug|info)?$')).toEqual([])
  expect(complaints('a-x', '^[a-z]-\\d$')).toEqual([
    `Invalid value: "a-x": spec.text in body should match '^[a-z]-\\d$'`,
  ])
})

it('is not kept busy by a pattern that would have others try without end', () => {
  expect(complaints(`${'a'.repeat(2_000)}b`, '^(a+)+$')).toHaveLength(1)
})
