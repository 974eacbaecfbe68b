import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** What became of one manifest on a cluster that fits it. */
export interface CorpusFigures {
  readonly name: string
  /** DaemonSets of apps/v1 in the text, and those that the API server took. */
  readonly daemonSets: number
  readonly stored: number
  /** Whether applying it said and stored what the real server did; absent without its recording. */
  readonly asRecorded?: boolean
  readonly ready: boolean
  readonly rolled: boolean
  readonly seconds: number
  readonly virtualSeconds: number
  /** What the cluster was given because the manifest needs it and does not bring it. */
  readonly added: readonly string[]
  /** Kinds that neither Kubernetes nor the manifest knows. */
  readonly leftOut: readonly string[]
  /** Refusals of the API server (the same as the real one's where `asRecorded`), and DaemonSets that did not get there. */
  readonly problems: readonly string[]
}

/** Other projects' manifests lie outside this one. */
export const CORPUS = '../shared/corpus'
export const RECORDINGS = '../shared/conformance'

/** Undefined when there is no such folder. */
export function measureCorpus(folder: string, recordings: string): readonly CorpusFigures[] | undefined {
  if (!existsSync(folder)) return undefined
  const program = ['--import', 'tsx', 'scripts/bench/corpus-run.ts']
  const text = execFileSync(process.execPath, [...program, resolve(folder), resolve(recordings)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return JSON.parse(text) as readonly CorpusFigures[]
}

export function printCorpus(figures: readonly CorpusFigures[], say: (text: string) => void): void {
  const width = Math.max(...figures.map(({ name }) => name.length))
  say(`\nManifests that people run, each on a cluster that fits it (nodes that it selects, what its Pods mount):`)
  say(`  ${'manifest'.padEnd(width)}  as recorded  DaemonSets  ready  image changed  seconds  virtual s`)
  for (const { name, asRecorded, daemonSets, stored, ready, rolled, seconds, virtualSeconds, ...notes } of figures) {
    const cells = [
      (asRecorded === undefined ? '-' : mark(asRecorded)).padStart(11),
      `${stored} of ${daemonSets}`.padStart(10),
      (stored === 0 ? '-' : mark(ready)).padStart(5),
      (stored === 0 ? '-' : mark(rolled)).padStart(13),
      seconds.toFixed(2).padStart(7),
      String(virtualSeconds).padStart(9),
    ]
    say(`  ${name.padEnd(width)}  ${cells.join('  ')}`)
    if (notes.added.length > 0) say(`      given to it: ${notes.added.join(', ')}`)
    if (notes.leftOut.length > 0) say(`      left out, no such kind: ${notes.leftOut.join(', ')}`)
    for (const problem of notes.problems) say(`      ${problem.slice(0, 220)}`)
  }
  const rolling = figures.filter(({ stored }) => stored > 0)
  const count = (test: (figures: CorpusFigures) => boolean) => rolling.filter(test).length
  const total = figures.reduce((sum, { seconds }) => sum + seconds, 0)
  say(
    `  ${figures.length} manifests, ${rolling.length} with DaemonSets that the server takes: ${count(({ ready }) => ready)} Ready, ${count(({ rolled }) => rolled)} through an image change, ${total.toFixed(1)} s`,
  )
}

const mark = (good: boolean) => (good ? 'yes' : 'NO')
