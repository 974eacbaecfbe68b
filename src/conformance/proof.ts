import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KNOWN_DIFFERENCES } from './known-differences'
import { OWN_RECORDINGS } from './own-recordings'
import { findRecordings } from './recordings'

/** Where the last run's result is kept: the README and the page /proof say what it says. */
export const PROOF_FILE = fileURLToPath(new URL('proof.json', import.meta.url))

/** What replaying the recordings of one folder came to. */
export interface ProofFolder {
  /** `traces`, `traces-1.30`. */
  readonly name: string
  readonly entries: number
  readonly passed: number
  /** Neither passed nor a known difference. */
  readonly failed: number
  readonly families: readonly { readonly name: string; readonly entries: number; readonly passed: number }[]
  /** Names of those that are not repeated on purpose; why is in `known-differences.ts`. */
  readonly known: readonly string[]
}

/** What the recordings of a folder are, in plain words. A folder that is not here is told by its name alone. */
export const RECORDED: Readonly<Record<string, { readonly what: string; readonly version: string }>> = {
  placement: { what: 'a node and a Pod template, and the controller’s two verdicts', version: 'v1.36.3' },
  traces: { what: 'a cluster, steps, and a snapshot after each', version: 'v1.36.3' },
  'traces-1.30': { what: 'steps on which the older version did something else', version: 'v1.30.14' },
  kubelet: { what: 'what Pods go through over time, second by second', version: 'v1.36.3' },
  manifests: { what: 'YAML, what is done with it, and what is stored or refused', version: 'v1.36.3' },
  transcripts: { what: 'kubectl sessions, line by line', version: 'v1.36.3' },
}

/** What is written down, in the order in which it is shown. */
export function readProof(file = PROOF_FILE): readonly ProofFolder[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly ProofFolder[]
}

/** New results take the place of those of the same folder; the others stay. */
export function mergeProof(before: readonly ProofFolder[], fresh: readonly ProofFolder[]): readonly ProofFolder[] {
  const merged = new Map([...before, ...fresh].map(folder => [folder.name, folder] as const))
  const order = Object.keys(RECORDED)
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...merged.values()].sort((a, b) => place(a.name) - place(b.name))
}

/** How many recordings of each folder are part of the project, by the folder's name. */
export function ownEntries(recordings = OWN_RECORDINGS): ReadonlyMap<string, number> {
  return new Map(findRecordings(recordings).map(folder => [basename(folder.path), folder.recordings.length]))
}

/** The known differences of the folder, with their reasons. */
export function knownOf({ known }: ProofFolder): readonly { readonly name: string; readonly why: string }[] {
  return known.map(name => ({ name, why: KNOWN_DIFFERENCES[name] ?? '' }))
}

// ---- the README's section

export const README_FILE = join(dirname(PROOF_FILE), '..', '..', 'README.md')
const BEGIN = '<!-- Written by npm run proof. -->'
const END = '<!-- End of what npm run proof wrote. -->'

/** The README with its section as the proof says. */
export function withProofSection(readme: string, proof: readonly ProofFolder[]): string {
  const [before = '', rest] = readme.split(BEGIN)
  const [, after] = rest?.split(END) ?? []
  if (after === undefined) throw new RangeError(`the README has no section between ${BEGIN} and ${END}`)
  return `${before}${BEGIN}\n\n${proofSection(proof)}\n\n${END}${after}`
}

function proofSection(proof: readonly ProofFolder[]): string {
  const own = ownEntries()
  const rows = proof.map(folder => {
    const { what, version } = RECORDED[folder.name] ?? { what: '', version: '' }
    const passed = `${count(folder.passed)} of ${count(folder.entries)}`
    return [folder.name, what, version, passed, ownOf(folder, own.get(folder.name) ?? 0)]
  })
  const table = alignedTable([['recordings', 'what one entry is', 'recorded with', 'pass', 'in the project'], ...rows])
  const known = proof.flatMap(knownOf).map(({ name, why }) => `- \`${name}\`: ${why}.`)
  if (known.length === 0) return table
  return `${table}\n\nKnown differences, counted as not passed:\n\n${known.join('\n')}`
}

/** How much of it `npm test` replays: what is made from other projects' files stays outside. */
function ownOf({ entries }: ProofFolder, own: number): string {
  return own === entries ? 'all' : own === 0 ? 'no' : count(own)
}

/** As the project's formatter would have it. */
function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n')
}

const count = (number: number) => number.toLocaleString('en')
