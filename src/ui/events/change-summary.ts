import type { EnglishWords } from '../../i18n/en'
import type { Node, Taint } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodReady } from '../../k8s/pod-conditions'
import { deepEqual } from '../../k8s/share-unchanged'
import { taintText } from '../../k8s/taints'
import type { DaemonSet } from '../../k8s/workload'
import { summarisePod } from '../../kubectl/printers/pod'

export type FactWords = keyof EnglishWords['events']['fact']

/** One thing that has changed: `said` in the API's own words, or in `words` of the page's language about `values`. */
export type ChangeFact = {
  /** Something that a person should look at. */
  readonly warns?: boolean
} & ({ readonly said: string } | { readonly words: FactWords; readonly values?: FactValues })

export type FactValues = Readonly<Record<string, string | number>>

/** What changed in an object. Empty: nothing that a person would look at. */
export function changeSummary(before: KubeObject, after: KubeObject): readonly ChangeFact[] {
  const facts = metadataFacts(before, after)
  if (after.kind === 'Pod') facts.push(...podFacts(before as Pod, after as Pod))
  else if (after.kind === 'Node') facts.push(...nodeFacts(before as Node, after as Node))
  else if (after.kind === 'DaemonSet') facts.push(...daemonSetFacts(before as DaemonSet, after as DaemonSet))
  else facts.push(...otherFacts(before, after))
  return facts
}

function metadataFacts(before: KubeObject, after: KubeObject): ChangeFact[] {
  const facts: ChangeFact[] = []
  if (before.metadata.labels !== after.metadata.labels) {
    facts.push(...labelFacts(before.metadata.labels, after.metadata.labels))
  }
  if (!before.metadata.deletionTimestamp && after.metadata.deletionTimestamp) {
    const seconds = after.metadata.deletionGracePeriodSeconds
    facts.push(seconds === undefined ? { words: 'deletion' } : { words: 'deletionWithGrace', values: { seconds } })
  }
  if (before.metadata.ownerReferences !== after.metadata.ownerReferences) {
    const { added, removed } = difference(ownersOf(before), ownersOf(after))
    facts.push(...added.map(owner => ({ words: 'ownerAdded', values: { owner } }) as const))
    facts.push(...removed.map(owner => ({ words: 'ownerRemoved', values: { owner } }) as const))
  }
  return facts
}

const ownersOf = ({ metadata }: KubeObject) =>
  (metadata.ownerReferences ?? []).map(({ kind, name }) => `${kind} ${name}`)

type Labels = Readonly<Record<string, string>> | undefined

function labelFacts(before: Labels = {}, after: Labels = {}): readonly ChangeFact[] {
  const facts: ChangeFact[] = []
  for (const [key, value] of Object.entries(after)) {
    const old = before[key]
    if (old === undefined) facts.push({ words: 'labelAdded', values: { label: `${key}=${value}` } })
    else if (old !== value) facts.push({ words: 'labelChanged', values: { key, before: old, after: value } })
  }
  for (const label of Object.keys(before)) {
    if (!Object.hasOwn(after, label)) facts.push({ words: 'labelRemoved', values: { label } })
  }
  return facts
}

/** What a Pod's status says when something goes wrong with it. */
const BROKEN = /^(?:Init:)?\S*(?:BackOff|Error|Failed|OOMKilled|Evicted|ErrImage)/

function podFacts(before: Pod, after: Pod): readonly ChangeFact[] {
  const facts: ChangeFact[] = []
  const { nodeName } = after.spec
  if (!before.spec.nodeName && nodeName) facts.push({ words: 'bound', values: { node: nodeName } })
  const was = summarisePod(before)
  const is = summarisePod(after)
  if (was.status !== is.status) {
    facts.push({ said: `${was.status} → ${is.status}`, warns: BROKEN.test(is.status) })
  }
  if (was.restarts !== is.restarts) {
    facts.push({ words: 'restarts', values: { before: was.restarts, after: is.restarts } })
  }
  if (isPodReady(before) !== isPodReady(after)) {
    facts.push(isPodReady(after) ? { said: 'Ready' } : { words: 'notReady', warns: true })
  }
  return facts
}

function nodeFacts(before: Node, after: Node): readonly ChangeFact[] {
  const facts: ChangeFact[] = []
  if (Boolean(before.spec.unschedulable) !== Boolean(after.spec.unschedulable)) {
    facts.push({ words: after.spec.unschedulable ? 'cordoned' : 'uncordoned' })
  }
  const { added, removed } = difference(taintsOf(before), taintsOf(after))
  facts.push(...added.map(taint => ({ words: 'taintAdded', values: { taint } }) as const))
  facts.push(...removed.map(taint => ({ words: 'taintRemoved', values: { taint } }) as const))
  const conditions = new Map((before.status.conditions ?? []).map(condition => [condition.type, condition.status]))
  for (const { type, status } of after.status.conditions ?? []) {
    const old = conditions.get(type)
    if (old === status) continue
    if (old === undefined) facts.push({ said: `${type} ${status}` })
    else facts.push({ said: `${type} ${old} → ${status}`, warns: type === 'Ready' && old === 'True' })
  }
  return facts
}

const taintsOf = ({ spec }: Node) => (spec.taints ?? []).map((taint: Taint) => taintText(taint))

/** As the columns of kubectl are called. */
const COUNTS = [
  ['desired', 'desiredNumberScheduled'],
  ['current', 'currentNumberScheduled'],
  ['ready', 'numberReady'],
  ['up-to-date', 'updatedNumberScheduled'],
  ['available', 'numberAvailable'],
  ['misscheduled', 'numberMisscheduled'],
] as const

function daemonSetFacts(before: DaemonSet, after: DaemonSet): readonly ChangeFact[] {
  const facts: ChangeFact[] = []
  const { generation = '?' } = after.metadata
  if (before.metadata.generation !== generation) facts.push({ words: 'spec', values: { generation } })
  const [old, images] = [imagesOf(before), imagesOf(after)]
  if (old !== images) facts.push({ words: 'image', values: { before: old, after: images } })
  for (const [name, field] of COUNTS) {
    const was = before.status[field] ?? 0
    const is = after.status[field] ?? 0
    if (was !== is) facts.push({ said: `${name} ${was} → ${is}` })
  }
  return facts
}

const imagesOf = ({ spec }: DaemonSet) => spec.template.spec.containers.map(({ image }) => image).join(', ')

/** For kinds without a picture of their own: which top-level parts changed. */
function otherFacts(before: KubeObject, after: KubeObject): readonly ChangeFact[] {
  if (after.kind === 'Lease') return []
  const parts = new Set([...Object.keys(before), ...Object.keys(after)])
  parts.delete('metadata')
  return [...parts].filter(part => !deepEqual(before[part], after[part])).map(said => ({ said }))
}

function difference(before: readonly string[], after: readonly string[]) {
  return {
    added: after.filter(item => !before.includes(item)),
    removed: before.filter(item => !after.includes(item)),
  }
}
