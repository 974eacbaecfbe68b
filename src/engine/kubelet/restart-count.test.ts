import { expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { createEngine } from '../index'

/** The restart counts that a container which ends after four seconds shows, one after the other; after its second end the power fails. */
function counts(logs: boolean): number[] {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true, logs }] })
  engine.machines.setImage('crash', { exitAfter: 4_000, exitCode: 1 })
  const client = engine.client('test')
  engine.runUntilSettled()
  const spec = { nodeName: 'w1', containers: [{ name: 'app', image: 'crash' }] }
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  const seen: number[] = []
  engine.onChange(({ updated }) => {
    for (const [, after] of updated) {
      const [status] = after.kind === 'Pod' ? ((after as Pod).status.containerStatuses ?? []) : []
      if (status?.state?.running !== undefined && status.ready) seen.push(status.restartCount)
    }
  })
  engine.runUntil(engine.now + 14_000)
  engine.machines.powerOff('w1')
  engine.runUntil(engine.now + 20_000)
  engine.machines.powerOn('w1')
  engine.runUntil(engine.now + 40_000)
  return seen
}

it('restarts are counted on by the logs on the disk when the power was off', () => {
  expect(counts(true)).toEqual([0, 1, 2, 3, 4])
})

it('without logs the count never goes back, and waits until the runtime has caught up', () => {
  expect(counts(false)).toEqual([0, 1, 2, 3, 3])
})
