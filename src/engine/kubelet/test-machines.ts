import type { EventObject } from '../../k8s/event'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { createEngine } from '../index'
import type { ImageBehaviour, MachineSpec } from '../machines'

/** For tests: what the pods of `run` are made of. */
export const IMAGE = 'registry.example/agent:v1'

/** For tests: a cluster that has booted, and what is done to it and read from it. `pass` takes virtual seconds. */
export function cluster(...machines: readonly MachineSpec[]) {
  const engine = createEngine({ seed: 1, machines: machines.length > 0 ? machines : [{ name: 'w1', booted: true }] })
  engine.runUntilSettled()
  const client = engine.client('test')
  const events = () => client.list('events') as readonly EventObject[]
  return {
    engine,
    client,
    machines: engine.machines,
    image: (behaviour: Partial<ImageBehaviour>) => engine.machines.setImage(IMAGE, behaviour),
    run: (name = 'web', spec: object = {}) => {
      const containers = [{ name: 'app', image: IMAGE }]
      const metadata = { name, namespace: 'default' }
      client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { nodeName: 'w1', containers, ...spec } })
      engine.runUntilSettled()
    },
    pod: (name = 'web') => client.get('pods', 'default', name) as Pod,
    node: (name = 'w1') => client.get('nodes', undefined, name) as Node,
    reasons: (kind: string) => events().flatMap(one => (one.involvedObject.kind === kind ? [one.reason] : [])),
    pass: (seconds: number) => engine.runUntil(engine.now + seconds * 1000),
  }
}

export const waiting = (pod: Pod) => pod.status.containerStatuses?.[0]?.state?.waiting?.reason
export const readiness = (node: Node) => node.status.conditions?.find(({ type }) => type === 'Ready')?.status
