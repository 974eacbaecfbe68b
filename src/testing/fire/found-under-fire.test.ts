import { expect, it } from 'vitest'
import { createEngine } from '../../engine/index'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'

// What random scenarios (npm run fire) found, each as the few steps that matter. The seed (of that day’s mix) is the one that found it.

it('a Pod that the kubelet refuses before it hears of its deletion goes all the same (seed 30)', () => {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true, labels: { disktype: 'hdd' } }] })
  const client = engine.client('user')
  engine.runUntilSettled()
  client.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default' },
    spec: { nodeName: 'w1', nodeSelector: { disktype: 'ssd' }, containers: [{ name: 'web', image: 'web:v1' }] },
  })
  engine.holdWatch('kubelets', 'pods')
  client.delete('pods', 'default', 'web')
  expect((client.get('pods', 'default', 'web') as Pod).metadata.deletionTimestamp).toBeDefined()
  engine.releaseWatch('kubelets', 'pods')
  engine.runUntil(engine.now + 60_000)
  expect(client.list('pods')).toEqual([])
})

it('an eviction before 1.26, which does not mark the Pod, writes the budget and the deletion as a new version each (seed 5 on 1.21)', () => {
  const engine = createEngine({ seed: 1, version: '1.21', machines: [{ name: 'w1', booted: true }] })
  const client = engine.client('user')
  engine.runUntilSettled()
  client.create('poddisruptionbudgets.policy', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'default' },
    spec: { minAvailable: 0, selector: { matchLabels: { app: 'web' } } },
  })
  client.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'web:v1' }] },
  })
  engine.runUntil(engine.now + 20_000)
  const written: KubeObject[] = []
  engine.onChange(({ updated }) => written.push(...updated.map(([, after]) => after)))
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'web', namespace: 'default' } }
  client.create('pods', eviction, { subresource: 'eviction' })
  expect(written.map(({ kind }) => kind)).toEqual(['PodDisruptionBudget', 'Pod'])
  const [budget, pod] = written.map(({ metadata }) => Number(metadata.resourceVersion))
  expect(pod).toBeGreaterThan(budget ?? Number.POSITIVE_INFINITY)
})
