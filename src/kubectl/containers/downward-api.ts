import type { Pod } from '../../k8s/pod'

/** A field of a Pod as its containers may read it (`fieldRef`); undefined for fields that they may not. */
// Models pkg/fieldpath/fieldpath.go ExtractFieldPathAsString, pkg/kubelet/kubelet_pods.go podFieldSelectorRuntimeValue
export function fieldOf(pod: Pod, path: string): string | undefined {
  const { metadata, spec, status } = pod
  const keyed = /^metadata\.(annotations|labels)\['(.+)'\]$/.exec(path)
  if (keyed !== null) return metadata[keyed[1] === 'labels' ? 'labels' : 'annotations']?.[keyed[2] ?? ''] ?? ''
  switch (path) {
    case 'metadata.name':
      return metadata.name
    case 'metadata.namespace':
      return metadata.namespace ?? ''
    case 'metadata.uid':
      return metadata.uid
    case 'metadata.labels':
      return keyValueLines(metadata.labels)
    case 'metadata.annotations':
      return keyValueLines(metadata.annotations)
    case 'spec.nodeName':
      return spec.nodeName ?? ''
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? ''
    case 'status.hostIP':
    case 'status.hostIPs':
      return textOf(status.hostIP)
    case 'status.podIP':
    case 'status.podIPs':
      return textOf(status.podIP)
    default:
      return undefined
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function keyValueLines(values: Readonly<Record<string, string>> = {}): string {
  const names = Object.keys(values).sort()
  return names.map(name => `${name}=${JSON.stringify(values[name])}`).join('\n')
}
