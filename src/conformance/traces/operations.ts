import type { PodAct, Pressure } from '../../engine/machines'
import { ApiError, type PropagationPolicy } from '../../k8s/api-client'
import type { Node, Taint } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { BUILT_IN_RESOURCES } from '../../k8s/resources'
import type { KubeletOperation, Operation } from './trace'
import type { TraceCluster } from './trace-cluster'

export const KUBELET_ACTS: Readonly<Record<KubeletOperation, { readonly act: PodAct; readonly states: string }>> = {
  run: { act: 'run', states: 'pending|running' },
  runNotReady: { act: 'run-not-ready', states: 'pending' },
  unready: { act: 'unready', states: 'ready' },
  fail: { act: 'fail', states: 'pending|running|ready' },
  succeed: { act: 'succeed', states: 'pending|running|ready' },
  confirm: { act: 'confirm', states: 'terminating' },
}
/** kubectl asks and writes for one object after the other, and controllers see them one by one. */
const BETWEEN_OBJECTS = 10
export const LIVE = 'unbound|pending|running|ready|failed|succeeded'
export const PRESSURES: Readonly<Record<string, Pressure>> = {
  MemoryPressure: 'memory',
  DiskPressure: 'disk',
  PIDPressure: 'pid',
}

/** Does to our cluster what a step did to the real one. Answers what the command or the API said when it refused. */
export function perform(cluster: TraceCluster, operation: Operation): string | undefined {
  try {
    return carryOut(cluster, operation)
  } catch (error) {
    if (error instanceof ApiError) return error.message
    throw error
  }
}

function carryOut(cluster: TraceCluster, operation: Operation): string | undefined {
  const { client, engine } = cluster
  switch (operation.op) {
    case 'apply':
      return apply(cluster, operation)
    case 'undo':
      return undo(cluster, operation)
    case 'restart':
      return kubectl(cluster, `kubectl rollout restart daemonset/${operation.name}`)
    case 'patch': {
      const { kind, name, type = 'merge', body } = operation
      client.patch(resourceOf(kind), namespaceOf(kind), name, type, body)
      return undefined
    }
    case 'delete':
      deleteObject(cluster, operation)
      return undefined
    case 'addNode':
      oneByOne(cluster, operation.nodes, node => cluster.addNode(node))
      return undefined
    case 'deleteNode':
      oneByOne(cluster, cluster.nodesOf(operation), node => {
        cluster.dark.add(node)
        engine.machines.remove(node)
      })
      return undefined
    case 'label':
      oneByOne(cluster, cluster.nodesOf(operation), node => {
        client.patch('nodes', undefined, node, 'merge', { metadata: { labels: operation.labels } })
      })
      return undefined
    case 'taint':
      oneByOne(cluster, cluster.nodesOf(operation), node => setTaints(cluster, node, operation.taints))
      return undefined
    case 'cordon':
    case 'uncordon':
      oneByOne(cluster, cluster.nodesOf(operation), node => {
        const unschedulable = operation.op === 'cordon' ? true : null
        client.patch('nodes', undefined, node, 'merge', { spec: { unschedulable } })
      })
      return undefined
    case 'run':
    case 'runNotReady':
    case 'unready':
    case 'fail':
    case 'succeed':
    case 'confirm':
      actOnPods(cluster, operation)
      return undefined
    case 'deletePod':
      deletePods(cluster, operation)
      return undefined
    case 'labelPod':
      patchPods(cluster, cluster.select(operation.sel ?? {}, ''), { metadata: { labels: operation.labels } })
      return undefined
    case 'removeFinalizers':
      patchPods(cluster, cluster.select(operation.sel ?? {}, ''), { metadata: { finalizers: null } })
      return undefined
    case 'nodeReady':
      engine.machines.setReady(operation.node, operation.ready)
      cluster.wait(2)
      return undefined
    case 'pressure':
      engine.machines.setPressure(operation.node, pressureOf(operation.type), operation.on)
      return undefined
    // Not powerOff: in a trace the pods are as they were when the machine speaks again.
    case 'powerOff':
      cluster.dark.add(operation.node)
      engine.machines.stopKubelet(operation.node)
      return undefined
    case 'powerOn':
      cluster.dark.delete(operation.node)
      engine.machines.startKubelet(operation.node)
      cluster.wait(2)
      return undefined
    case 'wait':
      cluster.wait(operation.seconds)
      return undefined
  }
}

function oneByOne<T>(cluster: TraceCluster, items: readonly T[], act: (item: T) => void): void {
  const { engine, pace } = cluster
  for (const item of items) {
    act(item)
    engine.runUntil(engine.now + pace.writes)
  }
}

type Of<Op extends Operation['op']> = Extract<Operation, { readonly op: Op }>

function apply(cluster: TraceCluster, { objects, object }: Of<'apply'>): string | undefined {
  const { engine } = cluster
  const errors = (objects ?? (object === undefined ? [] : [object])).flatMap((item, index) => {
    if (index > 0) engine.runUntil(engine.now + BETWEEN_OBJECTS)
    return kubectl(cluster, 'kubectl apply -f manifest.json', { 'manifest.json': JSON.stringify(item) }) ?? []
  })
  return errors.length === 0 ? undefined : errors.join('\n')
}

function undo(cluster: TraceCluster, { name, toRevision }: Of<'undo'>): string | undefined {
  const revision = toRevision === undefined ? '' : ` --to-revision=${toRevision}`
  return kubectl(cluster, `kubectl rollout undo daemonset/${name}${revision}`)
}

function deleteObject(cluster: TraceCluster, operation: Of<'delete'>): void {
  const name = operation.name ?? revisionName(cluster, operation.of ?? '', operation.revision ?? 0)
  const { kind, cascade = 'background', gracePeriodSeconds } = operation
  cluster.client.delete(resourceOf(kind), namespaceOf(kind), name, {
    propagationPolicy: POLICIES[cascade],
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
  })
}

function actOnPods(cluster: TraceCluster, { op, sel = {} }: Of<keyof typeof KUBELET_ACTS>): void {
  const { engine } = cluster
  const { act, states } = KUBELET_ACTS[op]
  for (const { metadata, spec } of cluster.select(sel, states)) {
    if (!spec.nodeName || cluster.dark.has(spec.nodeName)) continue
    engine.machines.act(metadata.namespace ?? '', metadata.name, act)
    engine.runUntil(engine.now + cluster.pace.pods)
  }
}

function deletePods(cluster: TraceCluster, { sel = {}, gracePeriodSeconds }: Of<'deletePod'>): void {
  const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
  oneByOne(cluster, cluster.select(sel, LIVE), ({ metadata }) => {
    cluster.client.delete('pods', metadata.namespace, metadata.name, options)
  })
}

function pressureOf(type: string): Pressure {
  const pressure = PRESSURES[type]
  if (pressure === undefined) throw new RangeError(`no pressure ${type}`)
  return pressure
}

const POLICIES: Readonly<Record<Lowercase<PropagationPolicy>, PropagationPolicy>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
}

function kubectl(
  cluster: TraceCluster,
  line: string,
  files: Readonly<Record<string, string>> = {},
): string | undefined {
  for (const [name, text] of Object.entries(files)) cluster.commandLine.writeFile(name, text)
  const { code, err } = cluster.commandLine.run(line)
  return code === 0 ? undefined : err.trim()
}

/** A refusal as the API words it, without what kubectl puts before it and with the resource's full name. Recorders took either. */
export function asServerSays(refusal: string): string {
  return refusal
    .replace(/^Error from server \(\w+\): error when \w+ "[^"]*": /, '')
    .replace(/^The (\w+) (?="[^"]*" is invalid: )/, (_match, kind: string) => {
      const group = BUILT_IN_RESOURCES.find(candidate => candidate.kind === kind)?.group
      return group === undefined || group === '' ? `${kind} ` : `${kind}.${group} `
    })
}

function resourceOf(kind: string): string {
  const type = BUILT_IN_RESOURCES.find(candidate => candidate.kind === kind)
  if (type === undefined) throw new RangeError(`no kind ${kind}`)
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`
}

function namespaceOf(kind: string): string | undefined {
  return BUILT_IN_RESOURCES.find(candidate => candidate.kind === kind)?.namespaced === false ? undefined : 'default'
}

export function revisionName(cluster: TraceCluster, daemonSet: string, number: number): string {
  const revision = cluster
    .revisions()
    .find(candidate => candidate.revision === number && candidate.metadata.ownerReferences?.[0]?.name === daemonSet)
  if (revision === undefined) throw new RangeError(`no revision ${number} of ${daemonSet}`)
  return revision.metadata.name
}

function setTaints(cluster: TraceCluster, name: string, given: readonly Taint[]): void {
  const node = cluster.client.get('nodes', undefined, name) as Node
  const kept = (node.spec.taints ?? []).filter(({ key }) => key.startsWith('node.kubernetes.io/'))
  const taints = [...kept, ...given]
  // The real server does not keep an empty list.
  cluster.client.patch('nodes', undefined, name, 'merge', { spec: { taints: taints.length === 0 ? null : taints } })
}

function patchPods(cluster: TraceCluster, pods: readonly Pod[], body: unknown): void {
  for (const { metadata } of pods) cluster.client.patch('pods', metadata.namespace, metadata.name, 'merge', body)
}
