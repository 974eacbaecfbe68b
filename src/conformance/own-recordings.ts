import { fileURLToPath } from 'node:url'
import { findRecordings } from './recordings'
import type { Trace } from './traces/trace'

/** The recordings that are part of the project. */
export const OWN_RECORDINGS = fileURLToPath(new URL('recordings', import.meta.url))

/** Its traces of Kubernetes 1.36, in the order of their names. */
export function ownTraces(): readonly Trace[] {
  const folders = findRecordings(OWN_RECORDINGS).filter(({ path }) => path.endsWith('traces'))
  return folders.flatMap(({ recordings }) => recordings.map(({ read }) => read() as Trace))
}
