import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findRecordings } from '../recordings'
import { outcomeOf } from '../replay'
import { replayTrace } from './replay-trace'

const folders = findRecordings(fileURLToPath(new URL('../recordings/traces', import.meta.url)))
const recordings = folders.flatMap(folder => folder.recordings)

test('all recordings are there', () => {
  expect(recordings).toHaveLength(188)
})

test.each(recordings.map(recording => [recording.name, recording] as const))('%s', (_name, recording) => {
  expect(outcomeOf(recording, replayTrace).difference).toBeUndefined()
})
