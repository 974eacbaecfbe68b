import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { KNOWN_DIFFERENCES } from './known-differences'
import { replayKubeletRecording } from './kubelet'
import type { KubeletRecording } from './kubelet/recording'
import { findRecordings } from './recordings'

const [folder] = findRecordings(fileURLToPath(new URL('recordings/kubelet', import.meta.url)))

describe('what pods go through under the real kubelet', () => {
  for (const recording of folder?.recordings ?? []) {
    if (recording.name in KNOWN_DIFFERENCES) continue
    it(recording.name, () => {
      expect(replayKubeletRecording(recording.read() as KubeletRecording).differences).toEqual([])
    })
  }
})
