import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '../../k8s/api-client'
import { type KubeObject, objectKey } from '../../k8s/object'
import { type ChangeSet, reverseChange } from '../change-set'
import { configMap, pod, startServer } from './test-server'

const names = fc.constantFrom('a', 'b', 'c')
const grace = fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined })
type Client = ReturnType<typeof startServer>['client']

/** What clients do, in any order: much of it is refused. */
const operation: fc.Arbitrary<(client: Client) => unknown> = fc.oneof(
  names.map(name => (client: Client) => client.create('pods', pod(name))),
  names.map(name => (client: Client) => client.create('pods', pod(name, { nodeName: 'n1' }))),
  fc.tuple(names, fc.string()).map(
    ([name, value]) =>
      (client: Client) =>
        client.create('configmaps', configMap(name, { value })),
  ),
  fc.tuple(names, fc.string()).map(
    ([name, value]) =>
      (client: Client) =>
        client.update('configmaps', configMap(name, { value })),
  ),
  fc.tuple(names, fc.constantFrom([], ['example.com/hold'], ['example.com/hold', 'example.com/too'])).map(
    ([name, finalizers]) =>
      (client: Client) =>
        client.patch('pods', 'default', name, 'merge', { metadata: { finalizers } }),
  ),
  fc.tuple(names, fc.constantFrom('Pending', 'Running', 'Failed')).map(
    ([name, phase]) =>
      (client: Client) =>
        client.patch('pods', 'default', name, 'strategic', { status: { phase } }, { subresource: 'status' }),
  ),
  fc.tuple(names, grace).map(
    ([name, seconds]) =>
      (client: Client) =>
        client.delete('pods', 'default', name, seconds === undefined ? {} : { gracePeriodSeconds: seconds }),
  ),
  fc.tuple(names, fc.constantFrom('Background', 'Foreground', 'Orphan')).map(
    ([name, propagationPolicy]) =>
      (client: Client) =>
        client.delete('configmaps', 'default', name, { propagationPolicy }),
  ),
)

const keyOf = (object: KubeObject) => `${object.kind}/${objectKey(object)}`

function apply(state: Map<string, KubeObject>, change: ChangeSet): void {
  for (const object of change.removed) state.delete(keyOf(object))
  for (const object of change.added) state.set(keyOf(object), object)
  for (const [, after] of change.updated) state.set(keyOf(after), after)
}

function run(operations: readonly ((client: Client) => unknown)[]) {
  const { client, store } = startServer()
  const changes: ChangeSet[] = []
  store.onChange(change => changes.push(change))
  const before = new Map(
    store
      .resourceNames()
      .flatMap(name => [...store.all(name).values()].map(object => [keyOf(object), object] as const)),
  )
  for (const act of operations) {
    try {
      act(client)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
  const after = new Map(
    store
      .resourceNames()
      .flatMap(name => [...store.all(name).values()].map(object => [keyOf(object), object] as const)),
  )
  return { before, after, changes }
}

describe('whatever clients do', () => {
  it('the change sets lead from the beginning to the end, and reversed back again', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), operations => {
        const { before, after, changes } = run(operations)
        const state = new Map(before)
        for (const change of changes) apply(state, change)
        expect(state).toEqual(after)
        for (const change of changes.toReversed()) apply(state, reverseChange(change))
        expect(state).toEqual(before)
      }),
    )
  })

  it('resource versions only grow, and every change is one', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), operations => {
        let last = 0
        for (const { added, updated } of run(operations).changes) {
          for (const object of [...added, ...updated.map(([, after]) => after)]) {
            expect(Number(object.metadata.resourceVersion)).toBeGreaterThan(last)
            last = Number(object.metadata.resourceVersion)
          }
          for (const [old, next] of updated) expect({ ...next, metadata: old.metadata }).not.toBe(old)
        }
      }),
    )
  })

  it('the same calls give the same bytes', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), operations => {
        expect(JSON.stringify(run(operations).changes)).toBe(JSON.stringify(run(operations).changes))
      }),
      { numRuns: 30 },
    )
  })
})
