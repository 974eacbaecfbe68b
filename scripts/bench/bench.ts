import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { bundlePrograms } from '../bundle-programs'
import { CORPUS, measureCorpus, printCorpus, RECORDINGS } from './corpus'
import { measureLinks } from './links'
import { measurePage } from './page'
import { measurePeer, type PeerFigures } from './peer'
import { measureReplay, printReplay } from './replay'
import { measureTerminal, printTerminal } from './terminal'

/** One cluster size's figures, as engine-run.ts prints them. */
interface EngineFigures {
  readonly nodes: number
  readonly create: Phase
  readonly roll: Phase
  readonly peakMegabytes: number
}

interface Phase {
  readonly seconds: number
  /** Of all threads: the compiler and the garbage collector work beside the engine. */
  readonly cpuSeconds: number
  readonly virtualSeconds: number
  readonly events: number
  readonly eventsPerSecond: number
}

const asJson = process.argv.includes('--json')
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',')
const wanted = (part: string) => !process.argv.includes('--only') || only?.includes(part) === true

const option = (name: string, otherwise: string) =>
  process.argv.includes(name) ? (process.argv[process.argv.indexOf(name) + 1] ?? otherwise) : otherwise
const corpusFolder = option('--corpus', CORPUS)
const recordings = option('--recordings', RECORDINGS)

const say = (text: string) => {
  if (!asJson) console.log(text)
}

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
say(`Machine: ${machine}`)

const programs = await bundlePrograms(
  'bench',
  ['engine-run', 'hundred-run', 'terminal-run'].map(name => `scripts/bench/${name}.ts`),
)
const engine = wanted('engine') ? measureEngines([100, 1_000, 5_000]) : []
const peer = wanted('peer') ? await measurePeer(join(programs, 'hundred-run.mjs')) : undefined
const corpus = wanted('corpus') ? measureCorpus(corpusFolder, recordings) : undefined
const replay = wanted('replay') ? measureReplay(recordings) : undefined
const terminal = wanted('terminal') ? measureTerminal(join(programs, 'terminal-run.mjs')) : undefined
const links = wanted('link') ? await measureLinks() : undefined
const page = wanted('page') ? await measurePage() : undefined

printEngine(engine)
if (peer !== undefined) printPeer(peer)
if (replay !== undefined) printReplay(replay, say)
if (corpus !== undefined) printCorpus(corpus, say)
else if (wanted('corpus'))
  say(`\nManifests that people run: left out, there is no folder ${corpusFolder} (--corpus DIR)`)
if (terminal !== undefined) printTerminal(terminal, say)
if (links !== undefined) say(`\nLinks: ${links.map(link => `${link.name} ${link.characters}`).join(', ')} characters`)
if (page !== undefined) {
  say(
    `\nPage, ${page.nodes} nodes rolling at ${page.speed}x for ${page.seconds} s: ${page.longTasks} main-thread tasks over 50 ms, the longest ${page.longestMs} ms; by processor time ${page.busyTasks}, the longest ${page.busiestMs} ms`,
  )
}
if (asJson) console.log(JSON.stringify({ machine, engine, peer, replay, corpus, terminal, links, page }, null, 2))

/** Each size in a process of its own. */
function measureEngines(sizes: readonly number[]): readonly EngineFigures[] {
  return sizes.map(nodes => {
    const text = execFileSync(process.execPath, [join(programs, 'engine-run.mjs'), String(nodes)], { encoding: 'utf8' })
    return JSON.parse(text) as EngineFigures
  })
}

function printPeer({ package: name, peer, own }: PeerFigures): void {
  say(`\n100 Pods on 100 nodes, ours against ${name}, each in a process of its own:`)
  for (const [what, key] of [
    ['first start', 'first'],
    ['warmed up', 'warm'],
  ] as const) {
    say(
      `  ${what.padEnd(12)} ${own[key].toFixed(3)} s against ${peer[key].toFixed(2)} s: ${Math.round(peer[key] / own[key])} times`,
    )
  }
}

function printEngine(figures: readonly EngineFigures[]): void {
  if (figures.length === 0) return
  say('\nDaemonSet from Apply to all Ready, then a rolling update with maxUnavailable 10%, one core:')
  say('  nodes   ready s   events/s   virtual s   rolled s   events/s   virtual s   peak MB')
  for (const { nodes, create, roll, peakMegabytes } of figures) {
    const cells = [
      nodes,
      create.seconds.toFixed(2),
      create.eventsPerSecond,
      create.virtualSeconds,
      roll.seconds.toFixed(2),
      roll.eventsPerSecond,
      roll.virtualSeconds,
      peakMegabytes,
    ]
    const widths = [7, 10, 11, 12, 11, 11, 12, 10]
    say(cells.map((cell, i) => String(cell).padStart(widths[i] ?? 10)).join(''))
  }
  const thousand = figures.find(entry => entry.nodes === 1_000)
  const fiveThousand = figures.find(entry => entry.nodes === 5_000)
  if (thousand === undefined || fiveThousand === undefined) return
  const ratio = (phase: 'create' | 'roll') => (fiveThousand[phase].seconds / thousand[phase].seconds).toFixed(1)
  say(`  5,000 nodes cost ${ratio('create')} times (ready) and ${ratio('roll')} times (rolled) what 1,000 cost`)
}
