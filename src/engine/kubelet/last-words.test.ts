import { expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { createEngine } from '../index'

/** The message of a container that failed, on a machine with or without logs. */
function lastWords(policy: string, logs: boolean): string | undefined {
  const engine = createEngine({ seed: 1, machines: [{ name: 'w1', booted: true, logs }] })
  engine.machines.setImage('crash', { exitAfter: 1_000, exitCode: 1 })
  engine.runUntilSettled()
  const containers = [{ name: 'app', image: 'crash', terminationMessagePolicy: policy }]
  const spec = { nodeName: 'w1', restartPolicy: 'Never', containers }
  const client = engine.client('test')
  client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  engine.runUntil(engine.now + 20_000)
  const { status } = client.get('pods', 'default', 'web') as Pod
  return status.containerStatuses?.[0]?.state?.terminated?.message
}

// The words are those of a recorded kubelet whose runtime wrote no logs.
it('a container that fails and falls back to logs has a message; where there is no log it says so', () => {
  expect(lastWords('FallbackToLogsOnError', false)).toBe(
    'Error on reading termination message from logs: failed to try resolving symlinks in path "app/0.log": lstat app: no such file or directory',
  )
  expect(lastWords('File', false)).toBeUndefined()
  expect(lastWords('FallbackToLogsOnError', true)).toBeUndefined()
})
