import { expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import { causeChain } from './cause-chain'

const object = (kind: string, name: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '', ...more },
})
const change = (sequence: number, by: string, added: KubeObject[], because?: string): ChangeSet => ({
  sequence,
  time: sequence * 1000,
  by,
  ...(because ? { because } : {}),
  added,
  updated: [],
  removed: [],
})
const command = (id: number, at: number, line: string) => ({
  id,
  at,
  line,
  source: 'apply' as const,
  output: [],
  exit: 0,
})

it('leads from the command of a person to the Pod', () => {
  const daemonSet = object('DaemonSet', 'agent')
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'agent', controller: true }
  const pod = object('Pod', 'agent-x', { ownerReferences: [owner] })
  const history = [
    change(1, 'kubectl', [daemonSet]),
    change(2, 'daemonset-controller', [pod], 'worker-1 should run a pod and has none'),
  ]
  const commands = [command(0, 1000, 'kubectl apply -f agent.yaml'), command(1, 9000, 'kubectl get ds')]
  const chain = causeChain(pod, history, ({ kind }) => (kind === 'DaemonSet' ? daemonSet : undefined), commands)
  expect(chain.map(({ row, line }) => [row.object.kind, row.by, row.because, line])).toEqual([
    ['DaemonSet', 'kubectl', undefined, 'kubectl apply -f agent.yaml'],
    ['Pod', 'daemonset-controller', 'worker-1 should run a pod and has none', undefined],
  ])
})
