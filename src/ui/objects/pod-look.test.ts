import { describe, expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { isBroken, isOrphan, podLook } from './pod-look'

function pod(status: Record<string, unknown>, more: { deleted?: boolean; node?: string } = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'fluentd-x',
      namespace: 'default',
      uid: '1',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(more.deleted === true ? { deletionTimestamp: '2026-01-01T00:01:00Z' } : {}),
    },
    spec: { containers: [{ name: 'fluentd', image: 'fluentd' }], nodeName: more.node ?? 'worker-1' },
    status,
  }
}
const ready = [{ type: 'Ready', status: 'True' }]
const container = (state: unknown, isReady = false) => [
  { name: 'fluentd', image: 'fluentd', imageID: '', ready: isReady, restartCount: 3, state },
]

describe('podLook', () => {
  it('is ready only when the Ready condition says so', () => {
    const running = { phase: 'Running', containerStatuses: container({ running: {} }) }
    expect(podLook(pod(running))).toMatchObject({ state: 'running', status: 'Running', restarts: 3 })
    expect(podLook(pod({ ...running, conditions: ready })).state).toBe('ready')
  })

  it('tells pulling, crashing and waiting for a node apart', () => {
    const waiting = (reason: string) =>
      pod({ phase: 'Pending', containerStatuses: container({ waiting: { reason, message: 'why' } }) })
    expect(podLook(waiting('ContainerCreating')).state).toBe('pulling')
    const creating = { phase: 'Pending', containerStatuses: container({ waiting: { reason: 'ContainerCreating' } }) }
    expect(podLook(pod(creating)).detail).toBe('fluentd')
    expect(podLook(waiting('ImagePullBackOff'))).toMatchObject({ state: 'broken', detail: 'why' })
    expect(podLook(pod({ phase: 'Pending' }, { node: '' })).state).toBe('unscheduled')
  })

  it('stays terminating until it is gone, whatever its containers do', () => {
    const leaving = pod(
      { phase: 'Running', conditions: ready, containerStatuses: container({ running: {} }, true) },
      { deleted: true },
    )
    expect(podLook(leaving)).toMatchObject({ state: 'terminating', status: 'Terminating' })
  })

  it('knows the words of failure, also of init containers', () => {
    for (const word of [
      'CrashLoopBackOff',
      'Init:CrashLoopBackOff',
      'CreateContainerConfigError',
      'Error',
      'ExitCode:3',
    ])
      expect(isBroken(word), word).toBe(true)
    for (const word of ['Running', 'Pending', 'Init:0/1', 'Completed']) expect(isBroken(word), word).toBe(false)
  })
})

it('knows a daemon Pod that nobody owns any more from one that somebody made by hand', () => {
  const labelled = (labels: Record<string, string>, owners: object[] = []): Pod => {
    const made = pod({})
    return { ...made, metadata: { ...made.metadata, labels, ownerReferences: owners as never } }
  }
  const hash = { 'controller-revision-hash': 'abc' }
  expect(isOrphan(labelled(hash))).toBe(true)
  expect(isOrphan(labelled(hash, [{ kind: 'DaemonSet', name: 'agent', uid: '1', controller: true }]))).toBe(false)
  expect(isOrphan(labelled({ app: 'debug' }))).toBe(false)
})
