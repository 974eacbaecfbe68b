import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { replayKubeletRecording } from './kubelet'
import type { KubeletRecording } from './kubelet/recording'
import { findRecordings } from './recordings'

/** What ours does differently on purpose, and why. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'config-privileged':
    'the recorder’s runtime does not keep the namespaces of a sandbox, so that its kubelet made one again and again',
  'end-deaf-shortened':
    'a deletion with a shorter grace that is over already leaves a grace of 1 s; our API server keeps what was asked for',
}

const [folder] = findRecordings(fileURLToPath(new URL('recordings/kubelet', import.meta.url)))

describe('what pods go through under the real kubelet', () => {
  for (const recording of folder?.recordings ?? []) {
    if (recording.name in KNOWN_DIFFERENCES) continue
    it(recording.name, () => {
      expect(replayKubeletRecording(recording.read() as KubeletRecording).differences).toEqual([])
    })
  }
})
