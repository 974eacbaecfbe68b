import type { Fields } from '../../base/fields'
import type { Volume } from '../../k8s/pod'
import { textOf } from '../output/loose-fields'
import type { DescribeWriter } from './describe-writer'

/** How one source of volumes is described: its `Type:` text, then its fields. */
interface VolumeKind {
  readonly type: string
  readonly lines: (source: Fields) => readonly string[]
}

const OPTIONAL = (source: Fields) => `Optional:\t${source.optional === true}`

const KINDS: Readonly<Record<string, VolumeKind>> = {
  hostPath: {
    type: 'HostPath (bare host directory volume)',
    lines: source => [`Path:\t${textOf(source.path)}`, `HostPathType:\t${textOf(source.type)}`],
  },
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    lines: source => [`Medium:\t${textOf(source.medium)}`, `SizeLimit:\t${textOf(source.sizeLimit, '<unset>')}`],
  },
  secret: {
    type: 'Secret (a volume populated by a Secret)',
    lines: source => [`SecretName:\t${textOf(source.secretName)}`, OPTIONAL(source)],
  },
  configMap: {
    type: 'ConfigMap (a volume populated by a ConfigMap)',
    lines: source => [`Name:\t${textOf(source.name)}`, OPTIONAL(source)],
  },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    lines: source => [`ClaimName:\t${textOf(source.claimName)}`, `ReadOnly:\t${source.readOnly === true}`],
  },
  nfs: {
    type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    lines: source => [
      `Server:\t${textOf(source.server)}`,
      `Path:\t${textOf(source.path)}`,
      `ReadOnly:\t${source.readOnly === true}`,
    ],
  },
  csi: {
    type: 'CSI (a Container Storage Interface (CSI) volume source)',
    lines: source => [
      `Driver:\t${textOf(source.driver)}`,
      `FSType:\t${textOf(source.fsType)}`,
      `ReadOnly:\t${source.readOnly === true}`,
    ],
  },
  local: {
    type: 'LocalVolume (a persistent volume backed by local storage on a node)',
    lines: source => [`Path:\t${textOf(source.path)}`],
  },
  downwardAPI: {
    type: 'DownwardAPI (a volume populated by information about the pod)',
    lines: source => ['Items:', ...downwardItems(source)],
  },
  projected: {
    type: 'Projected (a volume that contains injected data from multiple sources)',
    lines: source => ((source.sources as readonly Fields[] | undefined) ?? []).flatMap(projectedLines),
  },
}

function downwardItems({ items }: Fields): readonly string[] {
  return ((items as readonly { readonly path?: string; readonly fieldRef?: Fields }[] | undefined) ?? []).map(
    ({ path, fieldRef }) => `  ${textOf(fieldRef?.fieldPath)} -> ${textOf(path)}`,
  )
}

function projectedLines(source: Fields): readonly string[] {
  const { secret, configMap, serviceAccountToken, downwardAPI } = source as Readonly<Record<string, Fields | undefined>>
  if (secret !== undefined) return [`SecretName:\t${textOf(secret.name)}`, OPTIONAL(secret)]
  if (configMap !== undefined) return [`ConfigMapName:\t${textOf(configMap.name)}`, OPTIONAL(configMap)]
  if (downwardAPI !== undefined) return ['DownwardAPI:\ttrue']
  if (serviceAccountToken !== undefined)
    return [`TokenExpirationSeconds:\t${textOf(serviceAccountToken.expirationSeconds)}`]
  return []
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeVolumes
export function describeVolumes(w: DescribeWriter, volumes: readonly Volume[], indent: string): void {
  if (volumes.length === 0) {
    w.line(0, `${indent}Volumes:\t<none>`)
    return
  }
  w.line(0, `${indent}Volumes:`)
  for (const volume of volumes) {
    w.line(1, `${indent === '' ? '' : ' '}${volume.name}:`)
    describeVolumeSource(w, volume)
  }
}

/** Where a volume's content comes from: the first of its fields that names a source we know. */
export function describeVolumeSource(w: DescribeWriter, volume: Fields): void {
  const source = Object.keys(volume).find(key => key in KINDS)
  const kind = source === undefined ? undefined : KINDS[source]
  if (source === undefined || kind === undefined) {
    w.line(1, '<unknown>')
    return
  }
  w.line(2, `Type:\t${kind.type}`)
  for (const line of kind.lines((volume[source] ?? {}) as Fields)) w.line(2, line)
}
