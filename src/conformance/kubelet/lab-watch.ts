import type { ChangeSet } from '../../engine/change-set'
import { type EventObject, eventTimes } from '../../k8s/event'
import type { Node } from '../../k8s/node'
import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { taintText } from '../../k8s/taints'
import type { DaemonSet } from '../../k8s/workload'
import { podEntry } from './pod-entry'
import type { Entry, SeenEvent } from './recording'

const UID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const PULL_TIME = /in \S+ \(\S+ including waiting\)/

export type Series = Map<string, Entry[]>

/** Writes down what changes in our cluster, in the recordings' terms. */
export class LabWatch {
  readonly pods: Series = new Map()
  readonly daemonSets: Series = new Map()
  readonly nodes: Series = new Map()
  readonly events = new Map<string, SeenEvent>()
  private readonly names = new Map<string, string>()
  private readonly generated = new Map<string, number>()

  /** `seconds` is the time since the first step. */
  constructor(private readonly seconds: () => number) {}

  /** What a node is before the first step. */
  nodeBefore(node: Node): void {
    this.nodes.set(node.metadata.name, [{ t: 0, ...nodeEntry(node) }])
  }

  changed(change: ChangeSet): void {
    for (const object of change.added) this.object(object, undefined)
    for (const [before, after] of change.updated) this.object(after, before)
    for (const object of change.removed) this.gone(object)
  }

  private object(object: KubeObject, before: KubeObject | undefined): void {
    switch (object.kind) {
      case 'Pod':
        this.add(this.pods, this.podName(object as Pod), this.normalised(podEntry(object as Pod)))
        return
      case 'DaemonSet':
        this.add(this.daemonSets, object.metadata.name, daemonSetEntry(object as DaemonSet))
        return
      case 'Node':
        this.add(this.nodes, object.metadata.name, nodeEntry(object as Node))
        return
      case 'Event':
        this.event(object as EventObject, before as EventObject | undefined)
    }
  }

  private gone(object: KubeObject): void {
    if (object.kind === 'Pod') this.add(this.pods, this.podName(object as Pod), { gone: true })
    if (object.kind === 'DaemonSet') this.add(this.daemonSets, object.metadata.name, { gone: true })
  }

  private add(series: Series, name: string, state: Readonly<Record<string, unknown>>): void {
    const entries = series.get(name) ?? []
    if (entries.length === 0) series.set(name, entries)
    const last = entries.at(-1)
    if (last !== undefined && stateText(last) === stateText({ t: 0, ...state })) return
    entries.push({ t: this.seconds(), ...state })
  }

  private event(event: EventObject, before: EventObject | undefined): void {
    if (before !== undefined && eventTimes(before).count === eventTimes(event).count) return
    const { kind, name } = event.involvedObject
    const object = `${kind}/${this.names.get(`${kind}/${name}`) ?? name}`
    const message = this.text(event.message)
    const key = `${object} ${event.type} ${event.reason} ${message}`
    const seen = this.events.get(key) ?? { type: event.type, reason: event.reason, message, object, times: [] }
    seen.times.push(this.seconds())
    this.events.set(key, seen)
  }

  /** `web`, or `agent@worker-1#2` for the second pod of a DaemonSet on that node. */
  private podName(pod: Pod): string {
    const key = `Pod/${pod.metadata.name}`
    const known = this.names.get(key)
    if (known !== undefined) return known
    const owner = controllerOf(pod)
    let name = pod.metadata.name
    if (owner?.kind === 'DaemonSet') {
      const place = `${owner.name}@${nodeOf(pod)}`
      const number = (this.generated.get(place) ?? 0) + 1
      this.generated.set(place, number)
      name = `${place}#${number}`
    }
    this.names.set(key, name)
    return name
  }

  private normalised(entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return JSON.parse(this.text(JSON.stringify(entry)))
  }

  private text(text: string): string {
    return text
      .replace(UID, '<uid>')
      .replace(/\bagent-[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9])/g, 'agent-<rand>')
      .replace(PULL_TIME, 'in <d> (<d> including waiting)')
  }
}

/** An entry without its time and the marks of the recording, as comparable text. */
export function stateText(entry: Entry): string {
  const { t, short, maybe, gaps, ...state } = entry
  return JSON.stringify(sorted(state))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}

function nodeOf(pod: Pod): string {
  const [term] =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  return pod.spec.nodeName ?? term?.matchFields?.[0]?.values?.[0] ?? ''
}

function daemonSetEntry({ status }: DaemonSet): Readonly<Record<string, unknown>> {
  return {
    desired: status.desiredNumberScheduled ?? 0,
    current: status.currentNumberScheduled ?? 0,
    ready: status.numberReady ?? 0,
    upToDate: status.updatedNumberScheduled ?? 0,
    available: status.numberAvailable ?? 0,
    misscheduled: status.numberMisscheduled ?? 0,
  }
}

function nodeEntry({ spec, status }: Node): Readonly<Record<string, unknown>> {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const words = [ready?.status === 'True' ? 'Ready' : 'NotReady', ...(spec.unschedulable ? ['SchedulingDisabled'] : [])]
  return {
    status: words.join(','),
    ready: `${ready?.status}/${ready?.reason}`,
    taints: (spec.taints ?? []).map(taintText).sort(),
  }
}
