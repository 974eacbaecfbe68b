import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../k8s/event'
import type { Pod } from '../../k8s/pod'
import { createEngine } from '../index'

/** A pod on a machine of its own, half a minute later. */
function played(spec: Readonly<Record<string, unknown>>, claim?: Readonly<Record<string, unknown>>) {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  const client = engine.client('test')
  engine.runUntilSettled()
  const metadata = { name: 'web', namespace: 'default' }
  if (claim !== undefined) {
    const type = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' }
    client.create('persistentvolumeclaims', { ...type, metadata: { name: 'data', namespace: 'default' }, spec: claim })
  }
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName: 'w1', ...spec } })
  engine.runUntil(engine.now + 30_000)
  const events = client.list('events') as readonly EventObject[]
  const messages = (wanted: string) => events.filter(({ reason }) => reason === wanted).map(({ message }) => message)
  return { pod: client.get('pods', 'default', 'web') as Pod, messages }
}

const container = { name: 'app', image: 'registry.example/agent:v1' }
const mounting = { ...container, volumeMounts: [{ name: 'v', mountPath: '/v' }] }

it('tells of everything that a projected volume lacks, in one message', () => {
  const sources = [{ configMap: { name: 'settings' } }, { secret: { name: 'password' } }]
  const { messages } = played({ containers: [mounting], volumes: [{ name: 'v', projected: { sources } }] })
  expect(messages('FailedMount')).toEqual([
    'MountVolume.SetUp failed for volume "v" : [configmap "settings" not found, secret "password" not found]',
  ])
})

it('is made anew by every sync: the kubelet complains when what it is made of has gone, and the pod goes on', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true }] })
  engine.machines.setImage(container.image, { exitAfter: 8_000 })
  const client = engine.client('test')
  engine.runUntilSettled()
  const settings = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'default' },
    data: {},
  }
  client.create('configmaps', settings)
  const spec = { nodeName: 'w1', containers: [mounting], volumes: [{ name: 'v', configMap: { name: 'settings' } }] }
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  const complaints = () =>
    (client.list('events') as readonly EventObject[]).find(({ reason }) => reason === 'FailedMount')?.count ?? 0
  engine.runUntil(engine.now + 5_000)
  client.delete('configmaps', 'default', 'settings')
  engine.runUntil(engine.now + 2_000)
  expect(complaints()).toBe(0)
  engine.runUntil(engine.now + 8_000)
  const soFar = complaints()
  expect(soFar).toBeGreaterThan(2)
  const { status } = client.get('pods', 'default', 'web') as Pod
  expect(status.containerStatuses?.[0]?.restartCount).toBe(1)
  client.create('configmaps', settings)
  engine.runUntil(engine.now + 20_000)
  expect(complaints()).toBe(soFar)
})

describe('a volume of a claim', () => {
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }]

  it('keeps the pod waiting while there is no such claim', () => {
    const { pod, messages } = played({ containers: [mounting], volumes })
    expect(messages('FailedMount')).toEqual([
      'Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed to process volumes=[v]: error processing PVC default/data: failed to fetch PVC from API server: persistentvolumeclaims "data" not found',
    ])
    expect(pod.status.phase).toBe('Pending')
  })

  it('keeps it waiting while the claim has no volume', () => {
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
    const { pod, messages } = played({ containers: [mounting], volumes }, claim)
    expect(messages('FailedMount')[0]).toContain('error processing PVC default/data: PVC is not bound')
    expect(pod.status.phase).toBe('Pending')
  })

  it('that no container mounts is looked for by nobody', () => {
    expect(played({ containers: [container], volumes }).pod.status.phase).toBe('Running')
  })
})

it('a pull secret that is missing is complained of, and the pull tried without it', () => {
  const { pod, messages } = played({ containers: [container], imagePullSecrets: [{ name: 'a' }, { name: 'b' }] })
  expect(messages('FailedToRetrieveImagePullSecret')).toEqual([
    'Unable to retrieve some image pull secrets (a, b); attempting to pull the image may not succeed.',
  ])
  expect(pod.status.phase).toBe('Running')
})
