import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { bundlePrograms } from '../bundle-programs'
import type { SeedReport, SeedRequest } from './seed-report'

const ADDRESS = 'http://localhost:4173/'
const SEEDS_BETWEEN_NEWS = 250

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '200' },
    report: { type: 'string' },
  },
})
const seeds = Number(values.seeds)
const from = Number(values.from)
const steps = Number(values.steps)

// The engine's code is wide: V8 optimises it some seconds sooner when it learns from every function's first call on.
setFlagsFromString('--no-lazy-feedback-allocation')

const started = performance.now()
const cpu = process.cpuUsage()
const programs = await bundlePrograms('fire', ['scripts/fire/fire-worker.ts'])
const reports = await playAll(join(programs, 'fire-worker.mjs'))
rmSync(programs, { recursive: true, force: true })
const failed = reports.filter(({ violation }) => violation !== undefined)
summarise()
if (values.report !== undefined) {
  mkdirSync(dirname(values.report), { recursive: true })
  writeFileSync(values.report, JSON.stringify({ passed: reports.length - failed.length, failed: failed.length }))
}
console.log(`${reports.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length === 0 && reports.length > 0 ? 0 : 1)

/** A thread for each core; each takes the next seed when it is done with one. */
async function playAll(program: string): Promise<readonly SeedReport[]> {
  const done: SeedReport[] = []
  let next = from
  const thread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(program, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 128 } })
      const proceed = () => {
        if (next >= from + seeds) {
          void worker.terminate()
          resolve()
          return
        }
        const request: SeedRequest = { seed: next, steps }
        next += 1
        worker.postMessage(request)
      }
      worker.on('message', (report: SeedReport) => {
        done.push(report)
        if (report.violation !== undefined) tell(report)
        if (done.length % SEEDS_BETWEEN_NEWS === 0) console.log(`  ${done.length} of ${seeds}, ${seconds()} s`)
        proceed()
      })
      worker.on('error', reject)
      proceed()
    })
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds) }, thread))
  return done
}

function tell({ seed, steps: played, violation }: SeedReport): void {
  if (violation === undefined) return
  const { invariant, problem, at, code } = violation
  console.log(`\nSeed ${seed}, after ${played} steps, at ${(at / 1000).toFixed(3)} s: ${invariant}`)
  console.log(`  ${problem}`)
  console.log(`  Open it (npm start): ${ADDRESS}#s=${code}`)
  console.log(`  Play it again:       npm run fire -- --from ${seed} --seeds 1\n`)
}

function summarise(): void {
  const transactions = reports.reduce((sum, report) => sum + report.transactions, 0)
  const { user, system } = process.cpuUsage(cpu)
  const used = ((user + system) / 1e6).toFixed(0)
  console.log(
    `${reports.length} scenarios of ${steps} steps, ${transactions} transactions, each checked, all replayed: ${seconds()} s (${used} s of processor time)`,
  )
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(0)
}
