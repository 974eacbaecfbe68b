import { expect, it, vi } from 'vitest'
import type { KubeObject } from '../../../k8s/object'
import type { FieldOwners } from './field-owners'
import { NO_FIELDS } from './field-set'
import { KeptOwners } from './kept-owners'

const version = (resourceVersion: number): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', uid: 'u', creationTimestamp: '', resourceVersion: `${resourceVersion}` },
})

const owner = (manager: string) =>
  ({ manager, operation: 'Update', apiVersion: 'v1', subresource: '', fields: NO_FIELDS, time: undefined }) as const
const names = (owners: FieldOwners) => owners.map(({ manager }) => manager)

it('works owners out when somebody asks, once, from what is told of the oldest version', () => {
  const kept = new KeptOwners(({ metadata }) => [owner(`told of ${metadata.resourceVersion}`)])
  const [first, second, third] = [version(1), version(2), version(3)]
  const add = (manager: string) => vi.fn((owners: FieldOwners) => [...owners, owner(manager)])
  const [scale, taint] = [add('scale'), add('taint')]
  kept.setUpdate(second, first, scale)
  kept.setUpdate(third, second, taint)
  expect(scale).not.toHaveBeenCalled()
  expect(names(kept.ownersOf(third))).toEqual(['told of 1', 'scale', 'taint'])
  expect(names(kept.ownersOf(second))).toEqual(['told of 1', 'scale'])
  expect(scale).toHaveBeenCalledOnce()
  expect(taint).toHaveBeenCalledOnce()
})

it('hands them on to a version that nobody has spoken of', () => {
  const kept = new KeptOwners(() => [])
  const [first, second, third] = [version(1), version(2), version(3)]
  kept.set(first, [owner('kubectl')])
  kept.carryOver(first, second)
  expect(names(kept.ownersOf(second))).toEqual(['kubectl'])
  kept.set(third, [owner('lab')])
  kept.carryOver(second, third)
  expect(names(kept.ownersOf(third))).toEqual(['lab'])
})

it('does not hold more than some hundreds of older versions', () => {
  const kept = new KeptOwners(() => [])
  let workedOut = 0
  let before = version(0)
  for (let i = 1; i <= 2000; i++) {
    const next = version(i)
    kept.setUpdate(next, before, owners => {
      workedOut += 1
      return owners
    })
    before = next
  }
  expect(workedOut).toBeGreaterThan(1500)
})
