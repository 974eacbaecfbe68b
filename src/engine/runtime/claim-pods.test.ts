import { describe, expect, it } from 'vitest'
import type { KubeObject, OwnerReference } from '../../k8s/object'
import { controllerReference, decideClaim } from './claim-pods'

const object = (kind: string, uid: string, metadata: Partial<KubeObject['metadata']> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    name: uid,
    namespace: 'default',
    uid,
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    ...metadata,
  },
})

const agent = object('DaemonSet', 'agent')
const goingAgent = object('DaemonSet', 'agent', { deletionTimestamp: '2026-01-01T00:00:05Z' })
const pod = (owner?: KubeObject, metadata: Partial<KubeObject['metadata']> = {}) => {
  const ownerReferences: OwnerReference[] = owner === undefined ? [] : [controllerReference(owner)]
  return object('Pod', 'agent-x', { ownerReferences, ...metadata })
}

describe('decideClaim', () => {
  it('keeps an own pod that the selector matches', () => {
    expect(decideClaim(agent, pod(agent), true)).toBe('own')
  })

  it('releases an own pod whose labels no longer match', () => {
    expect(decideClaim(agent, pod(agent), false)).toBe('release')
  })

  it('adopts a matching orphan', () => {
    expect(decideClaim(agent, pod(), true)).toBe('adopt')
  })

  it('leaves alone what another one controls, even with the same name', () => {
    expect(decideClaim(agent, pod(object('DaemonSet', 'other')), true)).toBe('leave')
  })

  it('leaves alone orphans that are terminating, in another namespace, or not selected', () => {
    expect(decideClaim(agent, pod(undefined, { deletionTimestamp: '2026-01-01T00:00:05Z' }), true)).toBe('leave')
    expect(decideClaim(agent, pod(undefined, { namespace: 'kube-system' }), true)).toBe('leave')
    expect(decideClaim(agent, pod(), false)).toBe('leave')
  })

  it('neither adopts nor releases when the owner itself is being deleted', () => {
    expect(decideClaim(goingAgent, pod(), true)).toBe('leave')
    expect(decideClaim(goingAgent, pod(agent), false)).toBe('leave')
    expect(decideClaim(goingAgent, pod(agent), true)).toBe('own')
  })
})
