import { expect, it } from 'vitest'
import type { KubeObject } from '../k8s/object'
import { fromTimestamp } from '../k8s/time'
import { createEngine } from './index'

it('a lease shows the latest beat of its node, and stands still when the machine is off', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  const renewed = () => {
    const lease = engine.client('reader').get('leases.coordination.k8s.io', 'kube-node-lease', 'w1')
    const { renewTime } = (lease as KubeObject & { readonly spec: { readonly renewTime: string } }).spec
    return fromTimestamp(renewTime.replace(/\.\d+Z$/, 'Z'))
  }
  engine.runUntil(300_000)
  const last = renewed()
  expect(engine.now - last).toBeLessThanOrEqual(11_000)
  engine.machines.powerOff('w1')
  engine.runUntil(600_000)
  expect(renewed() - last).toBeLessThanOrEqual(10_000)
})

it('a lease belongs to its node, and goes with it', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  engine.runUntilSettled()
  const client = engine.client('reader')
  const { uid } = client.get('nodes', undefined, 'w1').metadata
  const leases = () => client.list('leases.coordination.k8s.io', { namespace: 'kube-node-lease' })
  const owners = leases().map(({ metadata }) => metadata.ownerReferences)
  expect(owners).toEqual([[{ apiVersion: 'v1', kind: 'Node', name: 'w1', uid }]])
  client.delete('nodes', undefined, 'w1')
  engine.runUntil(engine.now + 5_000)
  expect(leases()).toEqual([])
})
