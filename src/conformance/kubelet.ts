import type { Node } from '../k8s/node'
import { eventDifferences } from './kubelet/compare-events'
import { seriesDifference } from './kubelet/compare-series'
import { LabCluster } from './kubelet/lab-cluster'
import { LabWatch, type Series } from './kubelet/lab-watch'
import type { Entry, KubeletRecording, SeenEvent } from './kubelet/recording'

export interface KubeletVerdict {
  readonly passed: boolean
  readonly differences: readonly string[]
}

/** Replays one recording; undefined when our kubelets do the same, otherwise the differences. */
export function replayKubelet(recording: unknown): string | undefined {
  const { passed, differences } = replayKubeletRecording(recording as KubeletRecording)
  return passed ? undefined : differences.join('\n')
}

/**
 * A kubelet's waits are random (a retry comes after 1 to 1.5 times its pause), and a recording is one draw of them. So the
 * recording is played with several seeds, and stands if ours can do what was recorded: with any of them.
 */
const SEEDS = 400

/** Plays the recording's steps on our cluster and compares what its pods, DaemonSets and nodes went through, and the events. */
export function replayKubeletRecording(recording: KubeletRecording): KubeletVerdict {
  let best: Attempt | undefined
  for (let seed = 1; seed <= SEEDS; seed++) {
    const attempt = replayOnce(recording, seed)
    if (best === undefined || attempt.differences.length < best.differences.length) best = attempt
    if (best.differences.length === 0 || best.isBroken) break
  }
  const differences = best?.differences ?? []
  return { passed: differences.length === 0, differences }
}

interface Attempt {
  readonly differences: readonly string[]
  /** A step could not be carried out: no other draw will help. */
  readonly isBroken: boolean
}

function replayOnce(recording: KubeletRecording, seed: number): Attempt {
  const cluster = new LabCluster(recording, seed)
  const watch = new LabWatch(() => cluster.seconds)
  for (const node of cluster.engine.client('admin').list('nodes')) watch.nodeBefore(node as Node)
  cluster.engine.onChange(change => watch.changed(change))
  const failures: string[] = []
  cluster.play((step, words) => failures.push(`step at ${step.at}: ${step.run ?? step.lab}: ${words}`))
  let best: readonly string[] | undefined
  for (const renaming of renamings(recording)) {
    const differences = compare(recording, watch, renaming)
    if (best === undefined || differences.length < best.length) best = differences
    if (best.length === 0) break
  }
  return { differences: [...failures, ...(best ?? [])], isBroken: failures.length > 0 }
}

type Rename = (text: string) => string

function compare(recording: KubeletRecording, watch: LabWatch, rename: Rename): string[] {
  const { seconds, loose = [] } = recording
  const differences: string[] = []
  const compareAll = (kind: string, recorded: Readonly<Record<string, readonly Entry[]>>, ours: Series) => {
    const renamed = new Map([...ours].map(([name, entries]) => [rename(name), renameEntries(entries, rename)]))
    for (const name of new Set([...Object.keys(recorded), ...renamed.keys()])) {
      const theirs = recorded[name] ?? []
      const mine = renamed.get(name) ?? []
      const difference = loose.includes(`${kind}/${name}`)
        ? looseDifference(kind, theirs, mine)
        : seriesDifference(theirs, mine, seconds)
      if (difference !== undefined) differences.push(`${kind}/${name}\n    ${difference}`)
    }
  }
  compareAll('pods', recording.pods, watch.pods)
  if (recording.daemonsets !== undefined) compareAll('daemonsets', recording.daemonsets, watch.daemonSets)
  if (recording.nodeStates !== undefined) compareAll('nodeStates', recording.nodeStates, watch.nodes)
  const events = [...watch.events.values()].map(event => renameEvent(event, rename))
  const compared = events.filter(({ object }) => isCompared(object, recording))
  return [...differences, ...eventDifferences(recording.events, compared, recording.eventsLoose ?? [])]
}

function isCompared(object: string, recording: KubeletRecording): boolean {
  if (object.startsWith('Node/')) return recording.nodeStates !== undefined
  return object.startsWith('Pod/') || object.startsWith('DaemonSet/')
}

/** Of a series that had another order in a second run, only what states there were counts (DaemonSets: the first and the last). */
function looseDifference(kind: string, theirs: readonly Entry[], mine: readonly Entry[]): string | undefined {
  const facts = (entries: readonly Entry[]) => {
    if (kind !== 'daemonsets') return [...new Set(entries.map(({ status }) => String(status)))].sort().join(' ')
    const counts = [entries[0], entries.at(-1)].map(entry => [entry?.desired, entry?.current, entry?.ready].join('/'))
    return counts.join(' … ')
  }
  const [recorded, ours] = [facts(theirs), facts(mine)]
  return recorded === ours ? undefined : `recorded: ${recorded}\n    ours: ${ours}`
}

function renameEntries(entries: readonly Entry[], rename: Rename): Entry[] {
  return JSON.parse(rename(JSON.stringify(entries)))
}

function renameEvent(event: SeenEvent, rename: Rename): SeenEvent {
  return { ...event, object: rename(event.object), message: rename(event.message) }
}

/** Every way to call nodes that are alike by each other's names. Nodes that a step names are like no other. */
function renamings(recording: KubeletRecording): Rename[] {
  const named = (name: string) => recording.steps.some(({ run, lab }) => `${run} ${lab}`.includes(name))
  const isBound = (name: string) => Object.values(recording.files).some(text => text.includes(`nodeName: ${name}`))
  const free = recording.nodes.filter(({ name }) => !named(name) && !isBound(name)).map(({ name }) => name)
  return permutations(free).map(permuted => {
    const names = new Map(free.map((name, index) => [name, permuted[index] ?? name]))
    return text => text.replace(/\bworker-\d+\b/g, name => names.get(name) ?? name)
  })
}

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]]
  return items.flatMap(item => permutations(items.filter(other => other !== item)).map(rest => [item, ...rest]))
}
