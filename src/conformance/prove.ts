import { basename } from 'node:path'
import { KNOWN_DIFFERENCES } from './known-differences'
import type { ProofFolder } from './proof'
import { findRecordings, type RecordingFolder } from './recordings'
import { outcomeOf } from './replay'
import { REPLAYS } from './replays'

/** Replays every recording under the folder. */
export function proofOf(path: string): ProofFolder[] {
  return findRecordings(path).map(proveFolder)
}

function proveFolder(folder: RecordingFolder): ProofFolder {
  const outcomes = folder.recordings.map(recording => outcomeOf(recording, REPLAYS[folder.kind], folder.path))
  const differing = outcomes.filter(({ difference }) => difference !== undefined).map(({ name }) => name)
  const known = differing.filter(name => name in KNOWN_DIFFERENCES)
  const names = [...new Set(outcomes.map(({ family }) => family))].sort()
  const families = names.map(name => {
    const own = outcomes.filter(({ family }) => family === name)
    return { name, entries: own.length, passed: own.filter(({ difference }) => difference === undefined).length }
  })
  const passed = outcomes.length - differing.length
  return {
    name: basename(folder.path),
    entries: outcomes.length,
    passed,
    failed: differing.length - known.length,
    families,
    known,
  }
}
