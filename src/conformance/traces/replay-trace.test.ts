import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findRecordings } from '../recordings'
import { outcomeOf } from '../replay'
import { replayTrace } from './replay-trace'

const folders = findRecordings(fileURLToPath(new URL('../recordings/traces', import.meta.url)))
const recordings = folders.flatMap(folder => folder.recordings)

it('all recordings are there', () => {
  expect(recordings).toHaveLength(188)
})

it.each(recordings.map(recording => [recording.name, recording] as const))('%s', (_name, recording) => {
  expect(outcomeOf(recording, replayTrace).difference).toBeUndefined()
})

describe('Kubernetes 1.30 on the same steps', () => {
  const [folder] = findRecordings(fileURLToPath(new URL('../recordings/traces-1.30', import.meta.url)))
  const of130 = folder?.recordings ?? []

  it('all recordings are there', () => {
    expect(of130).toHaveLength(26)
  })

  it.each(of130.map(recording => [recording.name, recording] as const))('%s', (_name, recording) => {
    expect(outcomeOf(recording, replayTrace, folder?.path).difference).toBeUndefined()
    // The same steps on 1.36 end otherwise: the version is what makes the difference.
    expect(outcomeOf(recording, replayTrace).difference).toBeDefined()
  })
})
