import { describe, expect, it } from 'vitest'
import type { Node } from '../../k8s/node'
import { byName, groupKeys, groupNodes, UNSET } from './node-groups'

function nodes(labels: Readonly<Record<string, Record<string, string>>>): ReadonlyMap<string, Node> {
  return new Map(
    Object.entries(labels).map(([name, own]) => [
      name,
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '', labels: own },
        spec: {},
        status: {},
      },
    ]),
  )
}

describe('groupNodes', () => {
  it('puts control planes first and counts as people do', () => {
    const all = nodes({ 'worker-10': {}, 'worker-2': {}, zeta: { 'node-role.kubernetes.io/control-plane': '' } })
    expect(groupNodes(all, '')).toEqual([{ name: '', nodes: ['zeta', 'worker-2', 'worker-10'] }])
  })
  it('puts nodes without the label last', () => {
    const all = nodes({ a: {}, b: { zone: 'z2' }, c: { zone: 'z1' } })
    expect(groupNodes(all, 'zone').map(group => group.name)).toEqual(['z1', 'z2', UNSET])
  })
})

it('offers the zone first and leaves out what is unique to each node', () => {
  const labels = { 'kubernetes.io/hostname': 'x', 'topology.kubernetes.io/zone': 'a', disktype: 'ssd' }
  expect(groupKeys(nodes({ a: labels }))).toEqual(['topology.kubernetes.io/zone', 'disktype'])
})

it('counts as people do', () => {
  expect(['worker-10', 'worker-2', 'control-plane'].sort(byName)).toEqual(['control-plane', 'worker-2', 'worker-10'])
})
