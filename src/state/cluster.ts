import { create } from 'zustand'
import { compareText } from '../base/compare-text'
import type { Node } from '../k8s/node'
import { type KubeObject, objectKey } from '../k8s/object'
import type { Pod } from '../k8s/pod'
import type { DaemonSet } from '../k8s/workload'
import type { ChangeSet, MachineState } from '../protocol/protocol'

type Objects<T extends KubeObject = KubeObject> = ReadonlyMap<string, T>

/** The page's copy of the cluster: kind → `namespace/name` → object. Maps are replaced when something in them changed. */
export interface ClusterState {
  readonly kinds: Readonly<Record<string, Objects>>
  /** Pods by the node that they are bound to, or that their affinity names; '' for those that nothing names. Stable arrays. */
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>
  readonly machines: ReadonlyMap<string, MachineState>
  /** Everything that happened, oldest first; grows in place, so watch `historyLength`. */
  readonly history: readonly ChangeSet[]
  readonly historyLength: number
}

const EMPTY: Objects = new Map()

export const useCluster = create<ClusterState>()(() => ({
  kinds: {},
  podsByNode: new Map(),
  machines: new Map(),
  history: [],
  historyLength: 0,
}))

export const nodesOf = (state: ClusterState) => (state.kinds.Node ?? EMPTY) as Objects<Node>
export const podsOf = (state: ClusterState) => (state.kinds.Pod ?? EMPTY) as Objects<Pod>
export const daemonSetsOf = (state: ClusterState) => (state.kinds.DaemonSet ?? EMPTY) as Objects<DaemonSet>

/** Replaces everything: a scenario has been opened. */
export function loadCluster(
  objects: readonly KubeObject[],
  history: readonly ChangeSet[],
  machines: readonly MachineState[],
): void {
  const kinds: Record<string, Map<string, KubeObject>> = {}
  for (const object of objects) {
    const ofKind = kinds[object.kind] ?? new Map<string, KubeObject>()
    kinds[object.kind] = ofKind
    ofKind.set(objectKey(object), object)
  }
  const podsByNode = new Map<string, Pod[]>()
  for (const pod of (kinds.Pod ?? EMPTY).values() as Iterable<Pod>) {
    const node = nodeOfPod(pod)
    const pods = podsByNode.get(node)
    if (pods === undefined) podsByNode.set(node, [pod])
    else pods.push(pod)
  }
  useCluster.setState({
    kinds,
    podsByNode,
    machines: byName(machines),
    history: [...history],
    historyLength: history.length,
  })
}

/** Applies what happened since the update before. Only maps and arrays with a change in them get a new identity. */
export function applyChanges(changes: readonly ChangeSet[], machines: readonly MachineState[] | undefined): void {
  if (changes.length === 0 && machines === undefined) return
  useCluster.setState(state => {
    const replica = new ReplicaDraft(state)
    for (const change of changes) {
      for (const object of change.removed) replica.write(object, undefined)
      for (const object of change.added) replica.write(undefined, object)
      for (const [before, after] of change.updated) replica.write(before, after)
    }
    const history = state.history as ChangeSet[]
    history.push(...changes)
    return {
      ...replica.result(),
      historyLength: history.length,
      ...(machines === undefined ? {} : { machines: byName(machines) }),
    }
  })
}

/** The node that a Pod is on, or on its way to: a DaemonSet's Pod names it in its affinity before it is bound. */
export function nodeOfPod(pod: Pod): string {
  if (pod.spec.nodeName) return pod.spec.nodeName
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const field = terms?.[0]?.matchFields?.find(requirement => requirement.key === 'metadata.name')
  return field?.values?.[0] ?? ''
}

class ReplicaDraft {
  private readonly kinds = new Map<string, Map<string, KubeObject>>()
  private readonly touchedNodes = new Map<string, Map<string, Pod>>()

  constructor(private readonly state: ClusterState) {}

  write(before: KubeObject | undefined, after: KubeObject | undefined): void {
    const object = after ?? before
    if (object === undefined) return
    const objects = this.draftOf(object.kind)
    const key = objectKey(object)
    if (after === undefined) objects.delete(key)
    else objects.set(key, after)
    if (object.kind !== 'Pod') return
    if (before !== undefined) this.podsAt(nodeOfPod(before as Pod)).delete(key)
    if (after !== undefined) this.podsAt(nodeOfPod(after as Pod)).set(key, after as Pod)
  }

  result(): Pick<ClusterState, 'kinds' | 'podsByNode'> {
    const kinds = this.kinds.size === 0 ? this.state.kinds : { ...this.state.kinds, ...Object.fromEntries(this.kinds) }
    if (this.touchedNodes.size === 0) return { kinds, podsByNode: this.state.podsByNode }
    const podsByNode = new Map(this.state.podsByNode)
    for (const [node, pods] of this.touchedNodes) {
      if (pods.size === 0) podsByNode.delete(node)
      else podsByNode.set(node, [...pods.values()].sort(byCreation))
    }
    return { kinds, podsByNode }
  }

  private draftOf(kind: string): Map<string, KubeObject> {
    let draft = this.kinds.get(kind)
    if (draft === undefined) {
      draft = new Map(this.state.kinds[kind] ?? EMPTY)
      this.kinds.set(kind, draft)
    }
    return draft
  }

  private podsAt(node: string): Map<string, Pod> {
    let pods = this.touchedNodes.get(node)
    if (pods === undefined) {
      pods = new Map((this.state.podsByNode.get(node) ?? []).map(pod => [objectKey(pod), pod]))
      this.touchedNodes.set(node, pods)
    }
    return pods
  }
}

// A Pod keeps its place while it lives: by creation, then by name.
function byCreation(a: Pod, b: Pod): number {
  return (
    compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
    compareText(a.metadata.name, b.metadata.name)
  )
}

function byName(machines: readonly MachineState[]): ReadonlyMap<string, MachineState> {
  return new Map(machines.map(machine => [machine.name, machine]))
}
