import { expect, it } from 'vitest'
import { readableYaml } from './readable-yaml'
import { readYaml } from './yaml'

it('keeps every digit, and what it writes reads as the same', () => {
  const object = {
    grace: 2n ** 63n - 1n,
    low: -(2n ** 63n),
    port: 80,
    share: 0.5,
    text: '9223372036854775807',
    yes: true,
  }
  expect(readableYaml(object)).toContain('grace: 9223372036854775807\n')
  expect(readYaml(readableYaml(object))).toEqual(object)
})
