import type { Pod } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'
import type { DelayedVolumes } from './delayed-volumes'
import type { PersistentVolume, PersistentVolumeClaim } from './filters/volume-claims'
import type { NodeInfo } from './node-info'

/** Names of the plugins, as messages of the real scheduler spell them. */
export type PluginName =
  | 'SchedulingGates'
  | 'NodeCondition'
  | 'NodeUnschedulable'
  | 'NodeName'
  | 'TaintToleration'
  | 'NodeAffinity'
  | 'NodePorts'
  | 'NodeResourcesFit'
  | 'VolumeRestrictions'
  | 'VolumeBinding'
  | 'PodTopologySpread'
  | 'InterPodAffinity'
  | 'NodeResourcesBalancedAllocation'
  | 'DefaultPreemption'

/** Why a plugin turned a node down. `resolvable`: removing Pods of lower priority might help. */
export interface Rejection {
  readonly plugin: PluginName
  readonly reasons: readonly string[]
  readonly resolvable: boolean
}

/** How the scheduler is set up: what its version of Kubernetes decided. */
export interface SchedulerProfile {
  /** In the order in which they are asked; the first that says no speaks for the node. */
  readonly filters: readonly FilterPlugin[]
  /** Whether nodes that the Pod's own affinity leaves out count as turned down by it: in messages, and for trying again. */
  readonly countsExcludedNodes: boolean
  /** Whether only nodes are looked at that the Pod's affinity names; otherwise all are. */
  readonly searchesNamedNodesOnly: boolean
  /** Whether victims of preemption carry a condition that says so. */
  readonly marksDisruptedPods: boolean
}

/** What the scheduler knows of the cluster while it looks at one Pod. */
export interface ClusterView {
  readonly profile: SchedulerProfile
  /** Nodes that exist, in a stable order. */
  readonly nodes: readonly NodeInfo[]
  node(name: string): NodeInfo | undefined
  /** Nodes with at least one Pod that has required anti-affinity, or any (anti-)affinity. */
  nodesWithRequiredAntiAffinity(): Iterable<NodeInfo>
  nodesWithAffinity(): Iterable<NodeInfo>
  namespaceLabels(namespace: string): Readonly<Record<string, string>> | undefined
  /** What groups the Pod with its like, by the Services and the ReplicaSet that select it. */
  siblingSelector(pod: Pod): LabelSelector | undefined
  claim(namespace: string, name: string): PersistentVolumeClaim | undefined
  volume(name: string): PersistentVolume | undefined
  /** There once somebody has made a class of storage. */
  readonly delayed: DelayedVolumes | undefined
}

/** A filter that has seen the Pod and the cluster: what it says of one node. */
export interface NodeCheck {
  /** Only these nodes can do; undefined: all. */
  readonly nodeNames?: ReadonlySet<string>
  check(info: NodeInfo): Rejection | undefined
}

/** `skip`: the filter has nothing to say about this Pod. A Rejection turns down all nodes at once. */
export type Preparation = 'skip' | NodeCheck | Rejection

export interface FilterPlugin {
  readonly name: PluginName
  prepare(pod: Pod, view: ClusterView): Preparation
}

/** A score that has seen the Pod and the nodes that fit. Scores end up between 0 and 100. */
export interface NodeScore {
  score(info: NodeInfo): number
  /** Brings the scores of all nodes, in the order of the nodes, into the range 0 to 100. */
  normalize?(scores: readonly number[]): readonly number[]
}

export interface ScorePlugin {
  readonly name: PluginName
  readonly weight: number
  prepare(pod: Pod, view: ClusterView, feasible: readonly NodeInfo[]): 'skip' | NodeScore
}

export const MAX_NODE_SCORE = 100

export function isRejection(preparation: Exclude<Preparation, 'skip'>): preparation is Rejection {
  return 'reasons' in preparation
}

/** A rejection that no removal of Pods can cure. */
export function unresolvable(plugin: PluginName, ...reasons: string[]): Rejection {
  return { plugin, reasons, resolvable: false }
}

/** A rejection that preemption may cure. */
export function resolvable(plugin: PluginName, ...reasons: string[]): Rejection {
  return { plugin, reasons, resolvable: true }
}
