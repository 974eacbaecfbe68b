// Replays all recordings under the folders given as arguments and prints how fast, as JSON.
import { relative } from 'node:path'
import { findRecordings } from '../../src/conformance/recordings'
import { outcomeOf } from '../../src/conformance/replay'
import { REPLAYS } from '../../src/conformance/replays'
import type { ReplayFigures } from './replay'

const figures = process.argv.slice(2).flatMap(root =>
  findRecordings(root).map(({ path, kind, recordings }): ReplayFigures => {
    const started = performance.now()
    for (const recording of recordings) outcomeOf(recording, REPLAYS[kind], path)
    const seconds = (performance.now() - started) / 1000
    return {
      kind: relative(root, path) || kind,
      recordings: recordings.length,
      seconds,
      perSecond: recordings.length / seconds,
    }
  }),
)
console.log(JSON.stringify(figures))
