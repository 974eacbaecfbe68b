import { describe, expect, it } from 'vitest'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { mapCell } from './map-cell'

const metadata = (name: string) => ({ name, uid: name, resourceVersion: '1', creationTimestamp: '' })
const node: Node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: metadata('worker-1'),
  spec: {},
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
}
const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'agent', controller: true }
const pod = (isReady: boolean, more: object = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...metadata('agent-x'),
    labels: { 'controller-revision-hash': 'h2' },
    ownerReferences: [owner],
    ...more,
  },
  spec: { containers: [], nodeName: 'worker-1' },
  status: { phase: 'Running', conditions: isReady ? [{ type: 'Ready', status: 'True' }] : [] },
})
const facts = { owner: 'agent', revisions: new Map([['agent/h2', 2]]), filter: '' }
const cell = (pods: readonly Pod[], shouldRun = true, filter = '') =>
  mapCell({ node, pods, machine: undefined, verdict: { shouldRun } }, { ...facts, filter })

describe('mapCell', () => {
  it('shows the ready Pod and its revision, also beside one that leaves', () => {
    const leaving = pod(false, { deletionTimestamp: '2026-01-01T00:00:00Z' })
    expect(cell([leaving])).toMatchObject({ pod: 'leaving' })
    expect(cell([pod(true), leaving])).toMatchObject({ pod: 'ready', revision: 2, node: 'ready' })
  })

  it('tells a Pod that is missing from one that is not wanted, and from one that was left behind', () => {
    expect(cell([]).pod).toBe('missing')
    expect(cell([], false).pod).toBe('absent')
    expect(cell([pod(true, { ownerReferences: [] })]).pod).toBe('orphan')
  })

  it('greys out what does not match the filter', () => {
    expect(cell([], true, 'worker').dim).toBe(false)
    expect(cell([], true, 'elsewhere').dim).toBe(true)
  })
})
