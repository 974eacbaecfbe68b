import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { replayPlacement } from './placement'
import { findRecordings } from './recordings'
import { outcomeOf } from './replay'

const folders = findRecordings(fileURLToPath(new URL('recordings/placement', import.meta.url)))

it('decides as the real controller did, 3,000 times', () => {
  const outcomes = folders.flatMap(folder => folder.recordings.map(recording => outcomeOf(recording, replayPlacement)))
  expect(outcomes).toHaveLength(3000)
  expect(outcomes.filter(outcome => outcome.difference !== undefined)).toEqual([])
})
