import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOME } from '../base/home'
import type { Engine } from '../engine/engine-interface'
import { createEngine } from '../engine/index'
import { canonicalText } from '../k8s/canonical-text'
import type { EventObject } from '../k8s/event'
import { controllerOf, type KubeObject } from '../k8s/object'
import type { ControllerRevision, DaemonSet } from '../k8s/workload'
import { CommandLine, type CommandResult } from './command-line'
import { compareCommand, type RecordedCommand } from './compare-output'
import { documentation } from './documentation'
import { normaliseObject, normaliseText } from './normalise'

interface ManifestRecording {
  readonly name: string
  readonly steps: readonly ManifestStep[]
  /** The stored object at the end, normalised and without status. */
  readonly object: KubeObject | null
  readonly objects?: readonly KubeObject[]
  readonly unstable?: boolean
  readonly events?: readonly string[]
  readonly pods?: number
}

interface ManifestStep extends RecordedCommand {
  /** Text, or a file of the corpus. */
  readonly files?: Readonly<Record<string, string | { readonly $corpus: string }>>
  readonly after?: readonly DaemonSetProgress[]
}

interface DaemonSetProgress {
  readonly name: string
  readonly namespace?: string
  readonly generation: number
  readonly observedGeneration: number | null
  readonly revisions: readonly number[]
}

/** Groups in which the controllers worked when they were recorded; the scheduler did in none of them but `updates`. */
const WITH_CONTROLLERS: ReadonlySet<string> = new Set(['updates', 'others'])
/** How often a refused creation is tried again depends on real time, and so does when its events are combined. */
const COMBINED = '(combined from similar events): '
const CONTROLLERS = [
  'daemonset',
  'deployment',
  'replicaset',
  'endpointslice',
  'disruption',
  'garbage-collector',
  'job',
  'cronjob',
  'statefulset',
] as const

/** Where the recorder's files lay, and ours lie. */
const RECORDED_FOLDER = '<cwd>'

/** Which of several quotas refuses first is chance: a recording is one draw of it, and another seed may fit it. */
const SEEDS = 12

/** Does with the manifests what was done; undefined when everything printed and stored is as recorded. */
export function replayManifest(recorded: unknown, folder: string): string | undefined {
  const recording = recorded as ManifestRecording
  const first = replayWith(recording, folder, 1)
  if (first === undefined) return undefined
  for (let seed = 2; seed <= SEEDS; seed++) if (replayWith(recording, folder, seed) === undefined) return undefined
  return first
}

function replayWith(recording: ManifestRecording, folder: string, seed: number): string | undefined {
  const engine = engineFor(recording.name.split('/')[0] ?? '', seed)
  const terminal = new CommandLine(engine, documentation())
  for (const step of recording.steps) {
    for (const [name, text] of Object.entries(step.files ?? {})) terminal.writeFile(name, textOf(text, folder))
    const printed = inRecordedFolder(terminal.run(step.run))
    terminal.settle()
    const rule = recording.unstable === true ? { unordered: true } : {}
    const difference = compareCommand({ ...step, ...rule }, printed) ?? compareProgress(engine, step.after)
    if (difference !== undefined) return difference
    terminal.wait(1000)
  }
  return compareObjects(engine, recording) ?? compareDaemonSetPods(engine, recording)
}

function inRecordedFolder(result: CommandResult): CommandResult {
  const named = (text: string) => text.replaceAll(HOME, RECORDED_FOLDER)
  return { code: result.code, out: named(result.out), err: named(result.err) }
}

function engineFor(group: string, seed: number): Engine {
  const machines = group === 'others' ? [{ name: 'worker-1', labels: { disktype: 'ssd' }, booted: true }] : []
  const engine = createEngine({ seed, machines })
  engine.machines.hold()
  engine.runUntilSettled()
  if (group !== 'updates') engine.pauseComponent('scheduler')
  if (!WITH_CONTROLLERS.has(group)) for (const name of CONTROLLERS) engine.pauseComponent(name)
  return engine
}

function textOf(file: string | { readonly $corpus: string }, folder: string): string {
  // The corpus lies beside the folder of all recordings.
  return typeof file === 'string' ? file : readFileSync(join(folder, '..', '..', 'corpus', file.$corpus), 'utf8')
}

function list<T extends KubeObject>(engine: Engine, resource: string): readonly T[] {
  return engine.client('conformance').list(resource) as readonly KubeObject[] as readonly T[]
}

function compareProgress(engine: Engine, after: readonly DaemonSetProgress[] | undefined): string | undefined {
  if (after === undefined) return undefined
  const revisions = list<ControllerRevision>(engine, 'controllerrevisions.apps')
  const ours = list<DaemonSet>(engine, 'daemonsets.apps').map(({ metadata, status }) => ({
    name: metadata.name,
    ...(after.some(({ namespace }) => namespace !== undefined) ? { namespace: metadata.namespace } : {}),
    generation: metadata.generation,
    observedGeneration: status.observedGeneration,
    revisions: revisions
      .filter(revision => controllerOf(revision)?.uid === metadata.uid)
      .map(({ revision }) => revision)
      .sort((a, b) => a - b),
  }))
  const observed = after.map(one => ({ ...one, observedGeneration: one.observedGeneration ?? undefined }))
  return difference('after', byName(observed), byName(ours))
}

const byName = <T extends { readonly name: string }>(items: readonly T[]) =>
  [...items].sort((a, b) => (a.name < b.name ? -1 : 1))

function compareObjects(engine: Engine, { name, object, objects }: ManifestRecording): string | undefined {
  const recorded = objects ?? (object === null ? [] : [object])
  // In `others` the object would be one of the entry's own kind, or the DaemonSet's pod, which is counted apart.
  if (recorded.length === 0 && !name.startsWith('others/')) {
    return difference('daemonsets', [], list(engine, 'daemonsets.apps').map(simplified))
  }
  for (const one of recorded) {
    const found = difference(`${one.kind} ${one.metadata.name}`, one, stored(engine, one))
    if (found !== undefined) return found
  }
  return undefined
}

function stored(engine: Engine, { apiVersion, kind, metadata }: KubeObject): unknown {
  const found = engine.objects().find(candidate => {
    if (candidate.apiVersion !== apiVersion || candidate.kind !== kind) return false
    if (candidate.metadata.namespace !== metadata.namespace) return false
    return candidate.metadata.name === metadata.name || simplified(candidate).metadata.name === metadata.name
  })
  return found === undefined ? undefined : simplified(found)
}

function simplified({ status: _status, ...object }: KubeObject): KubeObject {
  return normaliseObject(object) as KubeObject
}

/** What became of the DaemonSet's pods under quotas, limits and pod security. */
function compareDaemonSetPods(engine: Engine, { events, pods }: ManifestRecording): string | undefined {
  if (pods !== undefined) {
    const own = list(engine, 'pods').filter(pod => controllerOf(pod)?.kind === 'DaemonSet')
    if (own.length !== pods) return `pods: recorded ${pods}, ours ${own.length}`
  }
  if (events === undefined) return undefined
  const said = list<EventObject>(engine, 'events')
    .filter(({ involvedObject }) => involvedObject.kind === 'DaemonSet')
    .map(({ type, reason, message }) => normaliseText(`${type} ${reason}: ${message.replace(COMBINED, '')}`))
  return difference('events', events, [...new Set(said)].sort())
}

function difference(what: string, recorded: unknown, ours: unknown): string | undefined {
  if (canonicalText(recorded) === canonicalText(ours)) return undefined
  return `${what}\n  recorded: ${canonicalText(recorded)}\n  ours:     ${canonicalText(ours)}`
}
