/** The kinds of recordings, told by the name of their folder (`traces-1.30` are traces too). */
export const RECORDING_KINDS = ['placement', 'manifests', 'traces', 'transcripts', 'kubelet'] as const
export type RecordingKind = (typeof RECORDING_KINDS)[number]

/** One recording, read and parsed when it is replayed: an unreadable one fails alone. */
export interface Recording {
  readonly name: string
  /** The first word of the name, or the group within the folder. */
  readonly family: string
  readonly read: () => unknown
}

/**
 * Replays one recording on our own engine; undefined when it behaves the same, otherwise the difference in words. `folder`
 * is where the recording lies.
 */
export type Replay = (recording: unknown, folder: string) => string | undefined

export interface Outcome {
  readonly name: string
  readonly family: string
  /** Absent when it passed. */
  readonly difference?: string
}

/** Replays one recording. A crash is that recording's failure. */
export function outcomeOf(recording: Recording, replay: Replay, folder = ''): Outcome {
  const { name, family } = recording
  try {
    const difference = replay(recording.read(), folder)
    return difference === undefined ? { name, family } : { name, family, difference }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { name, family, difference: `crashed: ${text}` }
  }
}
