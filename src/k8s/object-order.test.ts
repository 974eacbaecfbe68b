import { expect, it } from 'vitest'
import type { KubeObject } from './object'
import { compareStorageKeys } from './object-order'

const named = (namespace: string | undefined, name: string) =>
  ({ metadata: { name, ...(namespace === undefined ? {} : { namespace }) } }) as KubeObject

it('objects stand in the order of their storage keys', () => {
  const sorted = [named('a', 'x'), named('b', 'a'), named('a-b', 'x'), named('a', 'b')].toSorted(compareStorageKeys)
  expect(sorted.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(['a-b/x', 'a/b', 'a/x', 'b/a'])
  expect(compareStorageKeys(named(undefined, 'worker-10'), named(undefined, 'worker-2'))).toBeLessThan(0)
})
