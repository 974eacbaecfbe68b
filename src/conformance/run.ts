import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { KNOWN_DIFFERENCES } from './known-differences'
import { OWN_RECORDINGS } from './own-recordings'
import { findRecordings, type RecordingFolder } from './recordings'
import { type Outcome, outcomeOf } from './replay'
import { REPLAYS } from './replays'

function main(args: readonly string[]): number {
  const verbose = args.includes('--verbose')
  const [directory = OWN_RECORDINGS] = args.filter(argument => !argument.startsWith('--'))
  if (!existsSync(directory)) {
    console.error(`There is no folder ${directory}`)
    return 2
  }
  const folders = findRecordings(directory)
  if (folders.length === 0) console.error(`No recordings under ${directory}`)
  let passed = 0
  let failed = 0
  for (const folder of folders) {
    const outcomes = folder.recordings.map(recording => outcomeOf(recording, REPLAYS[folder.kind], folder.path))
    report(folder, outcomes, verbose)
    failed += outcomes.filter(hasFailed).length
    passed += outcomes.filter(outcome => outcome.difference === undefined).length
  }
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

function report(folder: RecordingFolder, outcomes: readonly Outcome[], verbose: boolean): void {
  console.log(`${relative(process.cwd(), folder.path) || '.'}: ${tally(outcomes)}`)
  for (const family of new Set(outcomes.map(outcome => outcome.family))) {
    console.log(`  ${family}: ${tally(outcomes.filter(outcome => outcome.family === family))}`)
  }
  for (const { name, difference } of outcomes) {
    if (difference === undefined) continue
    if (name in KNOWN_DIFFERENCES) console.log(`  known difference ${name}: ${KNOWN_DIFFERENCES[name]}`)
    else console.log(verbose ? `  FAILED ${name}\n${indent(difference)}` : `  FAILED ${name}`)
  }
}

function hasFailed({ name, difference }: Outcome): boolean {
  return difference !== undefined && !(name in KNOWN_DIFFERENCES)
}

function tally(outcomes: readonly Outcome[]): string {
  const passed = outcomes.filter(outcome => outcome.difference === undefined).length
  return `${passed} of ${outcomes.length}`
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}

process.exitCode = main(process.argv.slice(2))
