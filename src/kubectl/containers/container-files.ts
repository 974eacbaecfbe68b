import type { ApiClient } from '../../k8s/api-client'
import type { Container, Pod, Volume } from '../../k8s/pod'
import { fieldOf } from './downward-api'
import { dataOf, hostnameOf } from './environment'
import { FileTree } from './file-tree'

const FOLDERS = '/bin /dev /etc /home /lib /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /var'.split(' ')

interface Items {
  readonly items?: readonly { readonly key: string; readonly path: string }[]
}

interface Projection {
  readonly configMap?: Items & { readonly name?: string }
  readonly secret?: Items & { readonly name?: string }
  readonly downwardAPI?: DownwardFiles
  readonly serviceAccountToken?: { readonly path: string }
}

interface DownwardFiles {
  readonly items?: readonly { readonly path: string; readonly fieldRef?: { readonly fieldPath: string } }[]
}

/** The files that a container surely has: what its volumes mount, and what the runtime puts into `/etc`. */
export function filesOf(pod: Pod, container: Container, client: ApiClient): FileTree {
  const hostname = hostnameOf(pod)
  const ip = typeof pod.status.podIP === 'string' ? pod.status.podIP : '127.0.0.1'
  const files = new Map([
    ['/etc/hostname', `${hostname}\n`],
    [
      '/etc/hosts',
      `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n${ip}\t${hostname}\n`,
    ],
    [
      '/etc/resolv.conf',
      `search ${pod.metadata.namespace ?? 'default'}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
    ],
  ])
  const folders = [...FOLDERS]
  for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
    const volume = pod.spec.volumes?.find(each => each.name === name)
    const contents = volume === undefined ? {} : filesOfVolume(pod, volume, client)
    const only = subPath === undefined ? undefined : contents[subPath]
    if (only !== undefined) files.set(mountPath, only)
    else {
      folders.push(mountPath.replace(/\/$/, ''))
      for (const [path, text] of Object.entries(contents)) files.set(`${mountPath.replace(/\/$/, '')}/${path}`, text)
    }
  }
  return new FileTree(files, folders)
}

/** Path within the volume to text. What other volumes hold is not known. */
function filesOfVolume(pod: Pod, volume: Volume, client: ApiClient): Readonly<Record<string, string>> {
  const namespace = pod.metadata.namespace ?? 'default'
  const { configMap, secret } = volume
  const { projected, downwardAPI } = volume as {
    projected?: { sources?: readonly Projection[] }
    downwardAPI?: DownwardFiles
  }
  if (configMap !== undefined) return picked(dataOf(client, 'configmaps', namespace, configMap.name), configMap)
  if (secret !== undefined) return picked(dataOf(client, 'secrets', namespace, secret.secretName), secret)
  if (downwardAPI !== undefined) return downwardFiles(pod, downwardAPI)
  const sources = (projected?.sources ?? []).map(source => ({
    ...(source.configMap === undefined
      ? {}
      : picked(dataOf(client, 'configmaps', namespace, source.configMap.name), source.configMap)),
    ...(source.secret === undefined
      ? {}
      : picked(dataOf(client, 'secrets', namespace, source.secret.name), source.secret)),
    ...(source.downwardAPI === undefined ? {} : downwardFiles(pod, source.downwardAPI)),
    ...(source.serviceAccountToken === undefined ? {} : { [source.serviceAccountToken.path]: TOKEN }),
  }))
  return Object.assign({}, ...sources)
}

/** A token says nothing to anybody here. */
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.playground.token'

function picked(data: Readonly<Record<string, string>>, { items }: Items): Readonly<Record<string, string>> {
  if (items === undefined) return data
  return Object.fromEntries(items.flatMap(({ key, path }) => (data[key] === undefined ? [] : [[path, data[key]]])))
}

function downwardFiles(pod: Pod, { items = [] }: DownwardFiles): Readonly<Record<string, string>> {
  return Object.fromEntries(items.map(({ path, fieldRef }) => [path, fieldOf(pod, fieldRef?.fieldPath ?? '') ?? '']))
}
