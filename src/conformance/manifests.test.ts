import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { KNOWN_DIFFERENCES } from './known-differences'
import { replayManifest } from './manifests'
import { findRecordings } from './recordings'
import { outcomeOf } from './replay'

const [folder] = findRecordings(fileURLToPath(new URL('recordings/manifests', import.meta.url)))
const recordings = (folder?.recordings ?? []).filter(({ name }) => !(name in KNOWN_DIFFERENCES))

describe('what the API server and kubectl do with YAML', () => {
  for (const family of new Set(recordings.map(recording => recording.family))) {
    it(family, () => {
      const outcomes = recordings
        .filter(recording => recording.family === family)
        .map(recording => outcomeOf(recording, replayManifest))
      expect(outcomes.filter(({ difference }) => difference !== undefined)).toEqual([])
    })
  }
})
