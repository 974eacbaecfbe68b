import { expect, it } from 'vitest'
import { createEngine } from '../../engine/index'
import type { Pod } from '../../k8s/pod'

// What random scenarios (npm run fire) found, each as the few steps that matter. The seed is the one that found it.

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
