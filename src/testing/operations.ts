import fc from 'fast-check'
import { createEngine, type Engine } from '../engine/index'
import { ApiError } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import type { Pod } from '../k8s/pod'

/** Something that a person, a machine or a kubelet does to a small cluster with the DaemonSet `agent`. */
export type RandomOperation =
  | { readonly op: 'image'; readonly version: number }
  | { readonly op: 'strategy'; readonly maxUnavailable: number | string; readonly maxSurge: number }
  | { readonly op: 'run' | 'confirm' | 'delete' | 'fail' | 'unready'; readonly index: number }
  | { readonly op: 'taint'; readonly node: number; readonly effect: string | null }
  | { readonly op: 'add-node' | 'remove-node' }
  | { readonly op: 'wait'; readonly seconds: number }

const index = fc.nat({ max: 5 })

/** `withSurge`: whether strategies with maxSurge are among them. */
export function randomOperations(withSurge: boolean): fc.Arbitrary<readonly RandomOperation[]> {
  const budget = {
    op: fc.constant('strategy' as const),
    maxUnavailable: fc.constantFrom(1, 2, '50%'),
    maxSurge: fc.constant(0),
  }
  const surge = {
    op: fc.constant('strategy' as const),
    maxUnavailable: fc.constant(0),
    maxSurge: fc.constantFrom(1, 2),
  }
  const operation: fc.Arbitrary<RandomOperation> = fc.oneof(
    fc.record({ op: fc.constant('image' as const), version: fc.integer({ min: 1, max: 3 }) }),
    withSurge ? fc.oneof(fc.record(budget), fc.record(surge)) : fc.record(budget),
    fc.record({ op: fc.constantFrom('run', 'confirm', 'run', 'confirm', 'delete', 'fail', 'unready'), index }),
    fc.record({
      op: fc.constant('taint' as const),
      node: index,
      effect: fc.constantFrom('NoSchedule', 'NoExecute', null),
    }),
    fc.record({ op: fc.constantFrom('add-node', 'remove-node') }),
    fc.record({ op: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 5 }) }),
  )
  return fc.array(operation, { minLength: 1, maxLength: 25 })
}

/** Four Ready machines with held kubelets, and the DaemonSet `agent`. */
export function agentCluster(seed: number): Engine {
  const machines = ['w0', 'w1', 'w2', 'w3'].map(name => ({ name, booted: true }))
  const engine = createEngine({ seed, machines })
  engine.machines.hold()
  engine.client('user').create('daemonsets.apps', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'main', image: 'agent:1' }] } },
    },
  })
  engine.runUntilSettled()
  return engine
}

/** Does it and lets the controllers come to rest. What the server refuses, or finds nothing to do for, is passed over. */
export function perform(engine: Engine, operation: RandomOperation): void {
  try {
    carryOut(engine, operation)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
  engine.runUntilSettled()
}

function carryOut(engine: Engine, operation: RandomOperation): void {
  const client = engine.client('user')
  const patchAgent = (spec: unknown) => client.patch('daemonsets.apps', 'default', 'agent', 'strategic', { spec })
  switch (operation.op) {
    case 'image':
      patchAgent({ template: { spec: { containers: [{ name: 'main', image: `agent:${operation.version}` }] } } })
      break
    case 'strategy': {
      const { maxUnavailable, maxSurge } = operation
      patchAgent({ updateStrategy: { rollingUpdate: { maxUnavailable, maxSurge } } })
      break
    }
    case 'taint': {
      const { effect } = operation
      const taints = effect === null ? null : [{ key: 'test', effect }]
      client.patch('nodes', undefined, `w${operation.node}`, 'merge', { spec: { taints } })
      break
    }
    case 'add-node': {
      const name = `w${engine.machines.list().length}`
      if (!engine.machines.list().some(machine => machine.name === name)) engine.machines.add({ name, booted: true })
      break
    }
    case 'remove-node': {
      const last = engine.machines.list().at(-1)
      if (last !== undefined && engine.machines.list().length > 1) engine.machines.remove(last.name)
      break
    }
    case 'wait':
      engine.runUntil(engine.now + operation.seconds * 1000)
      break
    default:
      onPod(engine, operation.op, operation.index)
  }
}

function onPod(engine: Engine, op: 'run' | 'confirm' | 'delete' | 'fail' | 'unready', index: number): void {
  const alive = new Set(engine.machines.list().map(({ name }) => name))
  const pods = podsOf(engine).filter(({ spec }) => spec.nodeName !== undefined && alive.has(spec.nodeName))
  const isGoing = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined
  const concerned = pods.filter(pod => (op === 'confirm' ? isGoing(pod) : !isGoing(pod)))
  const pod = concerned[index % Math.max(1, concerned.length)]
  if (pod === undefined) return
  const { namespace = '', name } = pod.metadata
  if (op === 'delete') engine.client('user').delete('pods', namespace, name)
  else engine.machines.act(namespace, name, op)
}

export function podsOf(engine: Engine): readonly Pod[] {
  return engine.client('test').list('pods') as readonly KubeObject[] as readonly Pod[]
}
