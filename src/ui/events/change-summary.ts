import type { Node, Taint } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import { taintText } from '../../k8s/taints'
import type { DaemonSet } from '../../k8s/workload'
import { summarisePod } from '../../kubectl/printers/pod'

/** What changed in an object, in the words of the API: `status Pending → Running`, `+ taint a=b:NoSchedule`. Empty: nothing that a person would look at. */
export function changeSummary(before: KubeObject, after: KubeObject): readonly string[] {
  const facts = metadataFacts(before, after)
  if (after.kind === 'Pod') facts.push(...podFacts(before as Pod, after as Pod))
  else if (after.kind === 'Node') facts.push(...nodeFacts(before as Node, after as Node))
  else if (after.kind === 'DaemonSet') facts.push(...daemonSetFacts(before as DaemonSet, after as DaemonSet))
  else facts.push(...otherFacts(before, after))
  return facts
}

function metadataFacts(before: KubeObject, after: KubeObject): string[] {
  const facts: string[] = []
  if (before.metadata.labels !== after.metadata.labels) {
    facts.push(...mapFacts('label', before.metadata.labels, after.metadata.labels))
  }
  if (!before.metadata.deletionTimestamp && after.metadata.deletionTimestamp) {
    const grace = after.metadata.deletionGracePeriodSeconds
    facts.push(grace === undefined ? 'deletion asked for' : `deletion asked for, grace ${grace}s`)
  }
  const owners = (object: KubeObject) =>
    (object.metadata.ownerReferences ?? []).map(owner => `${owner.kind} ${owner.name}`)
  if (before.metadata.ownerReferences !== after.metadata.ownerReferences)
    facts.push(...listFacts('owner', owners(before), owners(after)))
  return facts
}

function podFacts(before: Pod, after: Pod): readonly string[] {
  const facts: string[] = []
  if (!before.spec.nodeName && after.spec.nodeName) facts.push(`bound to ${after.spec.nodeName}`)
  const was = summarisePod(before)
  const is = summarisePod(after)
  if (was.status !== is.status) facts.push(`${was.status} → ${is.status}`)
  if (was.restarts !== is.restarts) facts.push(`restarts ${was.restarts} → ${is.restarts}`)
  if (isPodReady(before) !== isPodReady(after)) facts.push(isPodReady(after) ? 'Ready' : 'no longer Ready')
  return facts
}

function nodeFacts(before: Node, after: Node): readonly string[] {
  const facts: string[] = []
  if (Boolean(before.spec.unschedulable) !== Boolean(after.spec.unschedulable)) {
    facts.push(after.spec.unschedulable ? 'cordoned' : 'uncordoned')
  }
  const taints = (node: Node) => (node.spec.taints ?? []).map((taint: Taint) => taintText(taint))
  facts.push(...listFacts('taint', taints(before), taints(after)))
  const conditions = new Map((before.status.conditions ?? []).map(condition => [condition.type, condition.status]))
  for (const { type, status } of after.status.conditions ?? []) {
    const old = conditions.get(type)
    if (old !== status) facts.push(old === undefined ? `${type} ${status}` : `${type} ${old} → ${status}`)
  }
  return facts
}

const COUNTS = [
  ['desired', 'desiredNumberScheduled'],
  ['current', 'currentNumberScheduled'],
  ['ready', 'numberReady'],
  ['up-to-date', 'updatedNumberScheduled'],
  ['available', 'numberAvailable'],
  ['misscheduled', 'numberMisscheduled'],
] as const

function daemonSetFacts(before: DaemonSet, after: DaemonSet): readonly string[] {
  const facts: string[] = []
  const images = (set: DaemonSet) => set.spec.template.spec.containers.map(container => container.image).join(', ')
  if (before.metadata.generation !== after.metadata.generation)
    facts.push(`spec, generation ${after.metadata.generation ?? '?'}`)
  if (images(before) !== images(after)) facts.push(`image ${images(before)} → ${images(after)}`)
  for (const [name, field] of COUNTS) {
    const was = before.status[field] ?? 0
    const is = after.status[field] ?? 0
    if (was !== is) facts.push(`${name} ${was} → ${is}`)
  }
  return facts
}

/** For kinds without a picture of their own: which top-level parts changed. */
function otherFacts(before: KubeObject, after: KubeObject): readonly string[] {
  if (after.kind === 'Lease') return []
  const parts = new Set([...Object.keys(before), ...Object.keys(after)])
  parts.delete('metadata')
  return [...parts].filter(
    part => before[part] !== after[part] && JSON.stringify(before[part]) !== JSON.stringify(after[part]),
  )
}

type Labels = Readonly<Record<string, string>> | undefined

function mapFacts(word: string, before: Labels = {}, after: Labels = {}): readonly string[] {
  const facts: string[] = []
  for (const [key, value] of Object.entries(after)) {
    const old = before[key]
    if (old === undefined) facts.push(`+ ${word} ${key}=${value}`)
    else if (old !== value) facts.push(`${word} ${key}: ${old} → ${value}`)
  }
  for (const key of Object.keys(before)) if (!(key in after)) facts.push(`− ${word} ${key}`)
  return facts
}

function listFacts(word: string, before: readonly string[], after: readonly string[]): readonly string[] {
  return [
    ...after.filter(item => !before.includes(item)).map(item => `+ ${word} ${item}`),
    ...before.filter(item => !after.includes(item)).map(item => `− ${word} ${item}`),
  ]
}
