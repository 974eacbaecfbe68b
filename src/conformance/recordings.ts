import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../engine/version-behaviour'
import { parseJson } from '../k8s/big-integer'
import { RECORDING_KINDS, type Recording, type RecordingKind } from './replay'

/** A folder of recordings of one kind. */
export interface RecordingFolder {
  readonly path: string
  readonly kind: RecordingKind
  readonly recordings: readonly Recording[]
}

/** Every folder of recordings at or below `path`, which may also be a single file. In the order of their paths. */
export function findRecordings(path: string): RecordingFolder[] {
  if (statSync(path).isFile()) {
    const kind = kindOf(dirname(path))
    return kind === undefined
      ? []
      : [{ path: dirname(path), kind, recordings: recordingsIn(dirname(path), [basename(path)]) }]
  }
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const folders: RecordingFolder[] = []
  const kind = kindOf(path)
  if (kind !== undefined) {
    const files = entries.filter(entry => entry.isFile()).map(entry => entry.name)
    const recordings = recordingsIn(path, files)
    if (recordings.length > 0) folders.push({ path, kind, recordings })
  }
  for (const entry of entries) if (entry.isDirectory()) folders.push(...findRecordings(join(path, entry.name)))
  return folders
}

function kindOf(folder: string): RecordingKind | undefined {
  const name = basename(folder)
  return RECORDING_KINDS.find(kind => name === kind || name.startsWith(`${kind}-`))
}

function recordingsIn(folder: string, files: readonly string[]): Recording[] {
  return files.flatMap(file => {
    const path = join(folder, file)
    if (file.endsWith('.jsonl')) return linesOf(path, file.slice(0, -'.jsonl'.length))
    if (!file.endsWith('.json')) return []
    const name = file.slice(0, -'.json'.length)
    return [{ name, family: name.split('-')[0] ?? name, read: () => JSON.parse(readFileSync(path, 'utf8')) }]
  })
}

function linesOf(path: string, family: string): Recording[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const name = /^\{"name": ?"([^"]+)"/.exec(line)?.[1] ?? `${family}:${index + 1}`
    return [{ name, family, read: () => parseJson(line) }]
  })
}

/** The version of Kubernetes at the end of a folder's name (`traces-1.30`); undefined when there is none. */
export function versionOf(folder: string): KubernetesVersion | undefined {
  return KUBERNETES_VERSIONS.find(version => folder.endsWith(`-${version}`))
}
