import type { Fields } from '../../../base/fields'
import { goQuote } from '../../../k8s/go-quote'
import type { Volume } from '../../../k8s/pod'
import { each } from './field-errors'

interface VirtualFile {
  readonly path: string
  /** Empty where all files of a volume come from one place. */
  readonly source: string
}

/** Files of a volume that lie in each other's way. */
// Models pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths
export function* volumeWarnings(volumes: readonly Volume[] | undefined): Generator<string, void> {
  for (const [volume] of each(volumes, '')) {
    const { name, configMap, secret, downwardAPI, projected } = volume as unknown as Readonly<Record<string, Fields>>
    const start = `volume ${goQuote(String(name))}`
    if (configMap) yield* overlaps(filesOf(configMap), `${start} (ConfigMap ${goQuote(textOf(configMap.name))})`)
    if (secret) yield* overlaps(filesOf(secret), `${start} (Secret ${goQuote(textOf(secret.secretName))})`)
    if (downwardAPI) yield* overlaps(filesOf(downwardAPI), `${start} (DownwardAPI)`)
    if (!projected) continue
    const files: VirtualFile[] = []
    for (const [source] of each(projected.sources as readonly Fields[] | undefined, '')) {
      if (Object.keys(source).length === 0) yield `${start} (Projected) has no sources provided`
      for (const file of projectedFiles(source)) {
        yield* overlapsOf(file, files, `${start} (Projected)`)
        files.push(file)
      }
    }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function filesOf({ items }: Fields, source = ''): readonly VirtualFile[] {
  return ((items as readonly (Fields | null)[] | undefined) ?? []).map(item => fileAt(item?.path, source))
}

function fileAt(path: unknown, source: string): VirtualFile {
  return { path: textOf(path).replace(/\/+$/, ''), source }
}

function projectedFiles({ configMap, secret, downwardAPI, serviceAccountToken }: Fields): readonly VirtualFile[] {
  const named = (kind: string, source: Fields) => filesOf(source, `${kind} ${goQuote(textOf(source.name))}`)
  if ((configMap as Fields | undefined)?.items) return named('ConfigMap', configMap as Fields)
  if ((secret as Fields | undefined)?.items) return named('Secret', secret as Fields)
  if ((downwardAPI as Fields | undefined)?.items) return filesOf(downwardAPI as Fields, 'DownwardAPI')
  return serviceAccountToken ? [fileAt((serviceAccountToken as Fields).path, 'ServiceAccountToken')] : []
}

function* overlaps(files: readonly VirtualFile[], start: string): Generator<string, void> {
  for (const [index, file] of files.entries()) yield* overlapsOf(file, files.slice(0, index), start)
}

/** A file overlaps one at the same place, and one that would be its folder or lie in it. */
function* overlapsOf(file: VirtualFile, others: readonly VirtualFile[], start: string): Generator<string, void> {
  if (file.path === '') return
  for (const other of others) {
    const [own, taken] = [`${file.path}/`, `${other.path}/`]
    if (other.path === '' || !(own.startsWith(taken) || taken.startsWith(own))) continue
    yield `${start}: overlapping paths: ${printFile(file)} with ${printFile(other)}`
  }
}

function printFile({ path, source }: VirtualFile): string {
  return source === '' ? goQuote(path) : `${goQuote(path)} (${source})`
}
