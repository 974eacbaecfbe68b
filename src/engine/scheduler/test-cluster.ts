import type { EventObject } from '../../k8s/event'
import type { Node, Taint } from '../../k8s/node'
import type { NewObject } from '../../k8s/object'
import type { Pod, PodSpec } from '../../k8s/pod'
import { createApiServer } from '../apiserver/api-server'
import { ObjectStore } from '../apiserver/object-store'
import { Kernel } from '../kernel/kernel'
import { OBJECT_CHECKS } from '../object-checks'
import { podTemplateHash } from '../pod-template-hash'
import { EventRecorder } from '../runtime/event-recorder'
import { InformerFactory } from '../runtime/informer'
import { RequestLimiter } from '../runtime/request-limiter'
import { DEFAULT_TIMINGS } from '../timings'
import { behaviourOf } from '../versions/index'
import { startDelayedVolumes } from './delayed-volumes'
import { startScheduler } from './scheduler'

export interface NodeOptions {
  readonly cpu?: string
  readonly memory?: string
  readonly pods?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly Taint[]
  readonly unschedulable?: boolean
}

/** A node as the API server holds it, for tests. */
export function nodeObject(name: string, options: NodeOptions = {}): Node {
  const { cpu = '4', memory = '8Gi', pods = '110', labels = {}, taints, unschedulable } = options
  const amounts = { cpu, memory, pods }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { 'kubernetes.io/hostname': name, ...labels },
    },
    spec: { ...(taints === undefined ? {} : { taints }), ...(unschedulable === undefined ? {} : { unschedulable }) },
    status: { capacity: amounts, allocatable: amounts },
  }
}

export interface PodOptions {
  readonly cpu?: string
  readonly hostPort?: number
  readonly priority?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly spec?: Partial<PodSpec>
}

/** A Pod as the API server holds it, for tests. */
export function podObject(name: string, { cpu, hostPort, priority, labels, spec }: PodOptions = {}): Pod {
  const container = {
    name: 'main',
    image: 'registry.example/app:1',
    ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }),
    ...(hostPort === undefined ? {} : { ports: [{ containerPort: hostPort, hostPort }] }),
  }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(labels === undefined ? {} : { labels }),
    },
    spec: { containers: [container], ...(priority === undefined ? {} : { priority }), ...spec },
    status: { phase: 'Pending' },
  }
}

/** The affinity that the DaemonSet controller gives to the Pod for `node`. */
export function pinnedTo(node: string): Partial<PodSpec> {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const nodeSelectorTerms = [{ matchFields }]
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } }
}

/** An API server with nothing but the scheduler beside it. */
export function startTestCluster() {
  const kernel = new Kernel(1)
  const store = new ObjectStore(kernel)
  const server = createApiServer({ kernel, store, checks: OBJECT_CHECKS })
  const client = server.client('test')
  const own = server.client('default-scheduler')
  const scheduler = startScheduler({
    name: 'default-scheduler',
    kernel,
    client: own,
    informers: new InformerFactory(kernel, store, DEFAULT_TIMINGS.watchDelay),
    limiter: new RequestLimiter(kernel, 50, 100),
    recorder: new EventRecorder(kernel, own, 'default-scheduler'),
    timings: DEFAULT_TIMINGS,
    behaviour: behaviourOf('1.36'),
    heartbeats: { lastHeartbeat: () => kernel.now },
    startDelayedVolumes,
    hashTemplate: podTemplateHash,
  })
  const create = (resource: string, object: NewObject) => {
    const { uid: _, resourceVersion: __, creationTimestamp: ___, ...metadata } = object.metadata
    return client.create(resource, { ...object, metadata })
  }
  /** Pods get their importance from a class, which is made when it is missing. */
  const classFor = (value: number, preemptionPolicy = 'PreemptLowerPriority') => {
    const name = `p${value}-${preemptionPolicy.toLowerCase()}`
    if (store.get('priorityclasses.scheduling.k8s.io', name) === undefined) {
      const metadata = { name }
      const object = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata, value, preemptionPolicy }
      client.create('priorityclasses.scheduling.k8s.io', object)
    }
    return name
  }
  const addPod = (name: string, { priority, ...options }: PodOptions = {}) => {
    if (priority === undefined) return create('pods', podObject(name, options)) as Pod
    const priorityClassName = classFor(priority, options.spec?.preemptionPolicy)
    return create('pods', podObject(name, { ...options, spec: { ...options.spec, priorityClassName } })) as Pod
  }
  const settle = (until = kernel.now + 1_000) => kernel.runUntil(until)
  return {
    kernel,
    client,
    scheduler,
    settle,
    addNode: (name: string, options: NodeOptions = {}) => create('nodes', nodeObject(name, options)),
    addPod,
    pod: (name: string) => client.get('pods', 'default', name) as Pod,
    nodeOf: (name: string) => (client.get('pods', 'default', name) as Pod).spec.nodeName,
    message: (name: string) =>
      (client.get('pods', 'default', name) as Pod).status.conditions?.find(({ type }) => type === 'PodScheduled')
        ?.message,
    events: () =>
      (client.list('events') as readonly EventObject[]).map(
        ({ type, reason, message, involvedObject }) => `${type} ${reason} ${involvedObject.name}: ${message}`,
      ),
  }
}
