import { canonicalText } from '../../k8s/canonical-text'
import { versionOf } from '../recordings'
import { EventLog, sortEvents } from './event-log'
import { asServerSays, perform } from './operations'
import { takeSnapshot } from './snapshot'
import type { Snapshot, Trace, TraceStep } from './trace'
import { type RecorderPace, recordersEngine, TraceCluster } from './trace-cluster'

/**
 * Which node goes first is chance in Kubernetes (the order of Go's maps), and where the nodes of a trace are not alike any
 * more, the recording is one draw of it. So a trace is played with several seeds, and stands if ours can choose as recorded.
 */
const SEEDS = 48
/** So many seeds that all differ in the same way: it is not chance. */
const ENOUGH = 8
/**
 * The recorder changed one node after the other, and its kubelets did one pod after the other, some milliseconds apart:
 * whether the controllers have looked at one before they hear of the next is chance, too. So is what their back-offs come
 * to in the time it waited before it took a snapshot.
 */
const PACES: readonly RecorderPace[] = [
  { writes: 0, pods: 15, quiet: 0 },
  { writes: 15, pods: 5, quiet: 0 },
  { writes: 40, pods: 40, quiet: 600 },
]

/**
 * Plays the nodes and the steps of a trace; undefined when every snapshot is the recorded one, otherwise the difference that
 * the first seed makes. The cluster is of the version that the folder is named after (`traces-1.30`).
 */
export function replayTrace(recording: unknown, folder = ''): string | undefined {
  const trace = recording as Trace
  const differences: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const engine = recordersEngine(trace, versionOf(folder), seed)
    const difference = replayWith(trace, new TraceCluster(trace, engine, PACES[(seed - 1) % PACES.length]))
    if (difference === undefined) return undefined
    differences.push(difference)
    if (seed === ENOUGH && new Set(differences).size === 1) break
  }
  return differences[0]
}

function replayWith(trace: Trace, cluster: TraceCluster): string | undefined {
  const events = new EventLog(cluster, trace.eventsLeftOut)
  events.skip()
  for (const [index, step] of trace.steps.entries()) {
    // creationTimestamps have whole seconds: pods of two steps must never have the same one.
    cluster.wait(1 - cluster.pace.quiet / 1000)
    const error = perform(cluster, step.do)
    cluster.settle()
    cluster.wait(cluster.pace.quiet / 1000)
    const { unbound } = takeSnapshot(cluster, [])
    const difference = compare(step, error, takeSnapshot(cluster, events.take(unbound)))
    if (difference !== undefined) return story(trace, index, difference)
  }
  return undefined
}

function compare(step: TraceStep, error: string | undefined, ours: Required<Snapshot>): string | undefined {
  const lines: string[] = []
  if (asServerSays(step.error ?? '') !== asServerSays(error ?? ''))
    lines.push(`error  recorded: ${step.error}`, `       ours:     ${error}`)
  const after: Snapshot = { ...step.after, events: sortEvents(step.after.events) }
  for (const [key, recorded] of Object.entries(after)) {
    if (step.notCompared?.includes(key as keyof Snapshot)) continue
    const own = ours[key as keyof Snapshot]
    if (canonicalText(recorded) === canonicalText(own)) continue
    lines.push(`${key}`, `  recorded: ${JSON.stringify(recorded)}`, `  ours:     ${JSON.stringify(own)}`)
  }
  return lines.length === 0 ? undefined : lines.join('\n')
}

function story(trace: Trace, index: number, difference: string): string {
  const before = trace.steps.slice(0, index + 1).map((step, at) => `${at + 1}. ${JSON.stringify(step.do)}`)
  return `after step ${index + 1} of ${trace.steps.length}:\n${difference}\nsteps so far:\n${before.join('\n')}`
}
