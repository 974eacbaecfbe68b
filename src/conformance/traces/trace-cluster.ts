import type { Engine } from '../../engine/engine-interface'
import { createEngine } from '../../engine/index'
import type { Millis } from '../../engine/kernel/kernel'
import type { MachineSpec } from '../../engine/machines'
import type { KubernetesVersion } from '../../engine/version-behaviour'
import type { ApiClient } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { NOT_READY_TAINT } from '../../k8s/well-known'
import type { ControllerRevision } from '../../k8s/workload'
import { CommandLine } from '../command-line'
import { timingsOf } from '../timing-flags'
import { podApp, podNode, podState } from './pod-text'
import { RevisionNames } from './revision-names'
import type { PodSelector, Trace, TraceNode } from './trace'

const SETTLE_LIMIT = 120_000

/** What the recorder took from one thing to the next, when a step was about several. */
export interface RecorderPace {
  /** Between nodes that are changed, and pods that are deleted. */
  readonly writes: Millis
  /** Between pods that the kubelets act on. */
  readonly pods: Millis
  /** How long nothing had to move before it took its snapshot. */
  readonly quiet: Millis
}

/** Nodes change at once; kubelets are slow enough for controllers to see their pods one by one. */
const AT_ONCE: RecorderPace = { writes: 0, pods: 15, quiet: 0 }

/** Our cluster while it plays a trace, with what the recorder remembered: groups, first names of revisions, dark machines. */
export class TraceCluster {
  readonly client: ApiClient
  readonly commandLine: CommandLine
  readonly revisionNames = new RevisionNames()
  /** Machines that are off or gone: their kubelets do nothing. */
  readonly dark = new Set<string>()
  private readonly groups = new Map<string, string>()

  /** Over an engine that has the trace's nodes; without one, over one as the recorder's cluster was. */
  constructor(
    trace: Trace,
    readonly engine: Engine = recordersEngine(trace),
    readonly pace: RecorderPace = AT_ONCE,
  ) {
    this.learnGroups(trace.nodes)
    this.engine.machines.hold()
    this.client = this.engine.client('admin')
    this.commandLine = new CommandLine(this.engine)
    this.settle()
  }

  /** Runs until nothing is left but timers. */
  settle(): void {
    this.engine.runUntilSettled(SETTLE_LIMIT)
    this.revisionNames.learn(this.revisions())
  }

  wait(seconds: number): void {
    this.engine.runUntil(this.engine.now + seconds * 1000)
    this.settle()
  }

  learnGroups(nodes: readonly TraceNode[]): void {
    for (const { name, group } of nodes) this.groups.set(name, group)
  }

  addNode(node: TraceNode): void {
    this.learnGroups([node])
    this.dark.delete(node.name)
    this.engine.machines.add(machineOf(asNew(node)))
  }

  groupOf(node: string): string {
    return this.groups.get(node) ?? node
  }

  groupNames(): string[] {
    return [...new Set(this.groups.values())]
  }

  nodeNames(): string[] {
    return [...this.groups.keys()]
  }

  /** Names of the nodes that a step is about: one, or those of a group that are there. */
  nodesOf({ node, group }: { readonly node?: string; readonly group?: string }): string[] {
    const names = this.list('nodes').map(({ metadata }) => metadata.name)
    return names.filter(name => name === node || (group !== undefined && this.groupOf(name) === group))
  }

  list(resource: string): readonly KubeObject[] {
    return this.client.list(resource)
  }

  pods(): readonly Pod[] {
    return this.list('pods') as readonly KubeObject[] as readonly Pod[]
  }

  revisions(): readonly ControllerRevision[] {
    return this.list('controllerrevisions.apps') as readonly KubeObject[] as readonly ControllerRevision[]
  }

  /** The pods that the selector means, among those in `states` unless it names others. */
  select(selector: PodSelector, states: string): Pod[] {
    const wanted = new Set((selector.state ?? states).split('|').filter(state => state !== ''))
    const chosen = this.pods().filter(
      pod => this.fits(pod, selector) && (wanted.size === 0 || wanted.has(firstWord(podState(pod)))),
    )
    const keyed = chosen.map(pod => ({ pod, key: this.sortKey(pod) }))
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    return keyed.slice(0, selector.count ?? keyed.length).map(({ pod }) => pod)
  }

  /** `app r1 ready`, with ` orphan` when nobody controls it. */
  podText(pod: Pod): string {
    const name = this.revisionNames.nameOf(pod.metadata.labels?.['controller-revision-hash'])
    const words = [podApp(pod), ...(name === undefined ? [] : [name]), podState(pod)]
    if (isOrphan(pod)) words.push('orphan')
    return words.join(' ')
  }

  /** A node's pods in a line; `-` when there are none. */
  nodeText(pods: readonly Pod[]): string {
    return pods.length === 0
      ? '-'
      : pods
          .map(pod => this.podText(pod))
          .sort()
          .join('; ')
  }

  private fits(pod: Pod, { group, node, app, revision, orphan }: PodSelector): boolean {
    const place = podNode(pod)
    if (node !== undefined && place !== node) return false
    if (group !== undefined && (place === undefined || this.groupOf(place) !== group)) return false
    if (app !== undefined && podApp(pod) !== app) return false
    if (orphan !== undefined && isOrphan(pod) !== orphan) return false
    if (revision === undefined) return true
    return this.revisionNames.nameOf(pod.metadata.labels?.['controller-revision-hash']) === `r${revision}`
  }

  private sortKey(pod: Pod): string {
    const place = podNode(pod)
    if (place === undefined) return `\u0000\u0000${this.podText(pod)}`
    const there = this.pods().filter(other => podNode(other) === place)
    return `${this.groupOf(place)}\u0000${this.nodeText(there)}\u0000${this.podText(pod)}`
  }
}

const firstWord = (text: string) => text.split(' ')[0] ?? ''

export function isOrphan(pod: Pod): boolean {
  return !(pod.metadata.ownerReferences ?? []).some(reference => reference.controller === true)
}

/** An engine as the recorder's cluster was; the seed decides what is chance in Kubernetes. */
export function recordersEngine(trace: Trace, version?: KubernetesVersion, seed = 1): Engine {
  return createEngine({
    ...(version === undefined ? {} : { version }),
    seed,
    machines: trace.nodes.map(machineOf),
    timings: timingsOf(trace.clusterArgs ?? []),
  })
}

/** The server taints every new node until it is seen to be ready; machines that are there from the beginning come without. */
// Models plugin/pkg/admission/nodetaint/admission.go Admit
function asNew(node: TraceNode): TraceNode {
  return node.ready === false
    ? node
    : { ...node, taints: [...node.taints, { key: NOT_READY_TAINT, effect: 'NoSchedule' }] }
}

function machineOf({ name, labels, taints, unschedulable, cpu, memory, pods, ready }: TraceNode): MachineSpec {
  return { name, labels, taints, unschedulable, cpu, memory, pods, booted: true, ready: ready ?? true }
}
