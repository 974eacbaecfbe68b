import { replayKubelet } from './kubelet'
import { replayManifest } from './manifests'
import { replayPlacement } from './placement'
import type { RecordingKind, Replay } from './replay'
import { replayTrace } from './traces/replay-trace'
import { replayTranscript } from './transcripts'

/** What replays the recordings of each kind. */
export const REPLAYS: Readonly<Record<RecordingKind, Replay>> = {
  kubelet: replayKubelet,
  manifests: replayManifest,
  placement: replayPlacement,
  traces: replayTrace,
  transcripts: replayTranscript,
}
