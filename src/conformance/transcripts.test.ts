import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { KNOWN_DIFFERENCES } from './known-differences'
import { findRecordings } from './recordings'
import { replayTranscript } from './transcripts'

const [folder] = findRecordings(fileURLToPath(new URL('recordings/transcripts', import.meta.url)))

describe('what kubectl printed', () => {
  for (const recording of folder?.recordings ?? []) {
    if (recording.name in KNOWN_DIFFERENCES) continue
    it(recording.name, () => {
      expect(replayTranscript(recording.read())).toBeUndefined()
    })
  }
})
