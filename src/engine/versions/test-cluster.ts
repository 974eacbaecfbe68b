import type { EventObject } from '../../k8s/event'
import type { Node, Taint } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod, PodSpec } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import type { DaemonSet, DaemonSetSpec } from '../../k8s/workload'
import type { Engine } from '../engine-interface'
import { createEngine } from '../index'
import type { MachineSpec, PodAct } from '../machines'
import type { KubernetesVersion } from '../version-behaviour'

const IMAGE = 'registry.example/agent:1'

/** For tests: a cluster of some version whose kubelets do only what the test says, and a DaemonSet `agent`. */
export class VersionedCluster {
  readonly engine: Engine

  constructor(version: KubernetesVersion, machines: readonly (string | MachineSpec)[] = ['w1', 'w2', 'w3']) {
    this.engine = createEngine({
      version,
      seed: 1,
      machines: machines.map(machine => ({
        booted: true,
        ...(typeof machine === 'string' ? { name: machine } : machine),
      })),
    })
    this.engine.machines.hold()
    this.settle()
  }

  get client() {
    return this.engine.client('test')
  }

  settle(): void {
    this.engine.runUntilSettled()
  }

  /** Lets so many seconds pass. */
  wait(seconds: number): void {
    this.engine.runUntil(this.engine.now + seconds * 1000)
    this.settle()
  }

  apply(pod: Partial<PodSpec> = {}, spec: Partial<DaemonSetSpec> = {}): DaemonSet {
    this.client.create(
      'daemonsets.apps',
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'agent', namespace: 'default' },
        spec: {
          selector: { matchLabels: { app: 'agent' } },
          template: {
            metadata: { labels: { app: 'agent' } },
            spec: { containers: [{ name: 'main', image: IMAGE }], ...pod },
          },
          ...spec,
        },
      },
      { fieldValidation: 'Strict' },
    )
    this.settle()
    return this.daemonSet
  }

  setImage(image: string): void {
    const body = { spec: { template: { spec: { containers: [{ name: 'main', image }] } } } }
    this.client.patch('daemonsets.apps', 'default', 'agent', 'strategic', body)
    this.settle()
  }

  /** A pod of nobody's on the node. */
  addPod(name: string, spec: Partial<PodSpec> = {}): void {
    this.client.create(
      'pods',
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default' },
        spec: { containers: [{ name: 'main', image: IMAGE }], ...spec },
      },
      { fieldValidation: 'Strict' },
    )
    this.settle()
  }

  /** The kubelets do this to the pods, or to those on one node. */
  act(act: PodAct, node?: string): void {
    for (const { metadata, spec } of this.pods) {
      if (!spec.nodeName || (node !== undefined && spec.nodeName !== node)) continue
      if ((act === 'confirm') !== (metadata.deletionTimestamp !== undefined)) continue
      this.engine.machines.act('default', metadata.name, act)
    }
    this.settle()
  }

  taint(node: string, ...taints: Taint[]): void {
    this.client.patch('nodes', undefined, node, 'merge', { spec: { taints } })
    this.settle()
  }

  get daemonSet(): DaemonSet {
    return this.client.get('daemonsets.apps', 'default', 'agent') as DaemonSet
  }

  /** `desired/current/misscheduled` as stored. */
  get counts(): string {
    const { desiredNumberScheduled, currentNumberScheduled, numberMisscheduled } = this.daemonSet.status
    return `${desiredNumberScheduled}/${currentNumberScheduled}/${numberMisscheduled}`
  }

  get pods(): readonly Pod[] {
    return this.client.list('pods') as readonly KubeObject[] as readonly Pod[]
  }

  /** `NODE STATE` of each daemon pod; a pod that waits for its node is at `-`. */
  get daemonPods(): readonly string[] {
    const own = this.pods.filter(({ metadata }) => metadata.labels?.app === 'agent')
    return own.map(pod => `${pod.spec.nodeName ?? '-'} ${stateOf(pod)}`).sort()
  }

  /** What FailedScheduling says of the pod that waits. */
  get failure(): string | undefined {
    const waiting = this.pods.find(({ spec }) => !spec.nodeName)
    return waiting?.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message
  }

  node(name: string): Node {
    return this.client.get('nodes', undefined, name) as Node
  }

  /** `KEY:EFFECT` of each of the node's taints. */
  taints(name: string): readonly string[] {
    return (this.node(name).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)
  }

  /** `Reason: message` of all events about things of that kind. */
  events(kind: string): readonly string[] {
    const events = this.client.list('events') as readonly KubeObject[] as readonly EventObject[]
    return events.filter(event => event.involvedObject.kind === kind).map(event => `${event.reason}: ${event.message}`)
  }
}

function stateOf(pod: Pod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating'
  if (pod.status.phase !== 'Running') return (pod.status.phase ?? '').toLowerCase()
  return isPodReady(pod) ? 'ready' : 'running'
}

/** Requests of that much CPU. */
export const needing = (cpu: string): Partial<PodSpec> => ({
  containers: [{ name: 'main', image: IMAGE, resources: { requests: { cpu } } }],
})
