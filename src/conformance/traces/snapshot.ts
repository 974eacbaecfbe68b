import { holdsTemplate } from '../../engine/runtime/revision-data'
import { canonicalText } from '../../k8s/canonical-text'
import type { Node } from '../../k8s/node'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { podCondition } from '../../k8s/pod-conditions'
import { taintText } from '../../k8s/taints'
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet } from '../../k8s/workload'
import { isOfReplicaSet, podApp, podNode, podState } from './pod-text'
import type { Snapshot, TraceEvent } from './trace'
import { isOrphan, type TraceCluster } from './trace-cluster'

/** What our cluster looks like now, in the recorder's form. */
export function takeSnapshot(cluster: TraceCluster, events: readonly TraceEvent[]): Required<Snapshot> {
  const pods = cluster.pods().filter(pod => !isOfReplicaSet(pod))
  return {
    pods: podsByGroup(cluster, pods),
    unbound: pods
      .flatMap(pod => (pod.spec.nodeName || podNode(pod) === undefined ? [] : [unboundEntry(cluster, pod)]))
      .sort(byText),
    orphans: pods
      .filter(isOrphan)
      .map(pod => orphanText(cluster, pod))
      .sort(),
    status: Object.fromEntries(daemonSets(cluster).map(daemonSet => [daemonSet.metadata.name, statusEntry(daemonSet)])),
    revisions: revisionEntries(cluster),
    taints: taintsByGroup(cluster),
    deployments: deploymentEntries(cluster),
    events,
  }
}

const byText = (a: unknown, b: unknown) => (canonicalText(a) < canonicalText(b) ? -1 : 1)

function daemonSets(cluster: TraceCluster): readonly DaemonSet[] {
  return cluster.list('daemonsets.apps') as unknown as readonly DaemonSet[]
}

function podsByGroup(cluster: TraceCluster, pods: readonly Pod[]): Record<string, string[]> {
  const byNode = new Map<string, Pod[]>()
  for (const { metadata } of cluster.list('nodes')) byNode.set(metadata.name, [])
  for (const pod of pods) {
    const node = podNode(pod)
    if (node === undefined) continue
    const there = byNode.get(node)
    if (there === undefined) byNode.set(node, [pod])
    else there.push(pod)
  }
  const groups: Record<string, string[]> = {}
  for (const [node, there] of byNode) {
    const group = placeName(cluster, node)
    const texts = groups[group] ?? []
    texts.push(cluster.nodeText(there))
    groups[group] = texts
  }
  for (const texts of Object.values(groups)) texts.sort()
  return groups
}

/** The group of a node; `GROUP (deleted)` once its Node object is gone. */
function placeName(cluster: TraceCluster, node: string): string {
  const group = cluster.groupOf(node)
  return cluster.nodesOf({ node }).length > 0 ? group : `${group} (deleted)`
}

function unboundEntry(cluster: TraceCluster, pod: Pod): Record<string, unknown> {
  const nominated = pod.status.nominatedNodeName
  const message = podCondition(pod, 'PodScheduled')?.message ?? ''
  const revision = cluster.revisionNames.nameOf(pod.metadata.labels?.['controller-revision-hash'])
  return {
    app: podApp(pod),
    ...(revision === undefined ? {} : { revision }),
    node: placeName(cluster, podNode(pod) ?? ''),
    message,
    ...(nominated ? { nominated: cluster.groupOf(nominated) } : {}),
  }
}

function orphanText(cluster: TraceCluster, pod: Pod): string {
  const node = podNode(pod)
  const text = cluster.podText(pod).replace(/ orphan$/, '')
  return node === undefined ? text : `${text} @${placeName(cluster, node)}`
}

function statusEntry({ metadata, status }: DaemonSet): Record<string, unknown> {
  const { conditions: _conditions, collisionCount: _collisions, observedGeneration = 0, ...counts } = status
  return {
    ...counts,
    observed: observedGeneration === metadata.generation,
    ...(metadata.deletionTimestamp === undefined ? {} : { deleting: true }),
  }
}

function revisionEntries(cluster: TraceCluster): Record<string, unknown> {
  const revisions = cluster.revisions()
  const entries: Record<string, unknown> = {}
  for (const daemonSet of daemonSets(cluster)) {
    const own = revisions.filter(revision => controllerOf(revision)?.uid === daemonSet.metadata.uid)
    entries[daemonSet.metadata.name] = own
      .sort((a, b) => a.revision - b.revision)
      .map(revision => [
        revision.revision,
        holdsTemplate(revision, daemonSet.spec.template),
        firstName(cluster, revision),
      ])
  }
  const ownerless = revisions.filter(revision => controllerOf(revision) === undefined).length
  if (ownerless > 0) entries['(without owner)'] = ownerless
  return entries
}

function firstName(cluster: TraceCluster, { metadata }: ControllerRevision): string | undefined {
  return cluster.revisionNames.nameOf(metadata.labels?.['controller-revision-hash'])
}

function taintsByGroup(cluster: TraceCluster): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const node of cluster.list('nodes') as unknown as readonly Node[]) {
    const group = cluster.groupOf(node.metadata.name)
    const taints = (node.spec.taints ?? []).map(taintText).sort()
    const texts = groups[group] ?? []
    texts.push(taints.length === 0 ? '-' : taints.join(','))
    groups[group] = texts
  }
  const tainted = Object.entries(groups).filter(([, texts]) => texts.some(text => text !== '-'))
  return Object.fromEntries(tainted.map(([group, texts]) => [group, texts.sort()]))
}

function deploymentEntries(cluster: TraceCluster): Record<string, unknown> {
  const replicaSets = cluster.list('replicasets.apps') as unknown as readonly ReplicaSet[]
  const pods = cluster.pods()
  const deployments = cluster.list('deployments.apps') as unknown as readonly Deployment[]
  return Object.fromEntries(
    deployments.map(({ metadata, status }) => {
      const { conditions: _conditions, collisionCount: _collisions, observedGeneration: _observed, ...counts } = status
      const own = replicaSets.filter(replicaSet => controllerOf(replicaSet)?.uid === metadata.uid)
      const sets = own.map(replicaSet => {
        const states: Record<string, number> = {}
        for (const pod of pods) {
          if (controllerOf(pod)?.uid !== replicaSet.metadata.uid) continue
          const state = podState(pod)
          states[state] = (states[state] ?? 0) + 1
        }
        const revision = replicaSet.metadata.annotations?.['deployment.kubernetes.io/revision']
        return [`r${revision}`, { replicas: replicaSet.spec.replicas, pods: states }]
      })
      return [metadata.name, { status: counts, replicaSets: Object.fromEntries(sets) }]
    }),
  )
}
