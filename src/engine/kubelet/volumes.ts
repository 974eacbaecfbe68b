import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Pod, Volume } from '../../k8s/pod'
import { type ConfigKind, type ConfigReference, hasKey, notFoundText } from './config-objects'
import type { HostPaths } from './host-paths'

/** Why the volume cannot be mounted on this machine now; undefined when it can. */
// Models pkg/volume/{configmap,secret,projected,hostpath} SetUpAt
export function volumeMountError(client: ApiClient, paths: HostPaths, pod: Pod, volume: Volume): string | undefined {
  const namespace = pod.metadata.namespace
  const { hostPath, configMap, secret } = volume
  if (hostPath !== undefined) return paths.mountError(hostPath.path, hostPath.type)
  if (configMap !== undefined) return configError(client, 'configmaps', namespace, configMap)
  if (secret !== undefined) {
    const { secretName, ...reference } = secret
    return configError(client, 'secrets', namespace, {
      ...reference,
      ...(secretName === undefined ? {} : { name: secretName }),
    })
  }
  const projected = volume.projected as { readonly sources?: readonly ProjectedSource[] } | undefined
  const errors = (projected?.sources ?? []).flatMap(({ configMap: config, secret: own }) => {
    if (config !== undefined) return configError(client, 'configmaps', namespace, config) ?? []
    return own === undefined ? [] : (configError(client, 'secrets', namespace, own) ?? [])
  })
  return aggregateText(errors)
}

/** Several errors in one line, each once. */
// Models staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go aggregate.Error
function aggregateText(errors: readonly string[]): string | undefined {
  const different = [...new Set(errors)]
  return different.length < 2 ? different[0] : `[${different.join(', ')}]`
}

interface ProjectedSource {
  readonly configMap?: ConfigReference
  readonly secret?: ConfigReference
}

function configError(
  client: ApiClient,
  kind: ConfigKind,
  namespace: string | undefined,
  { name = '', optional = false, items = [] }: ConfigReference,
): string | undefined {
  const object = findObject(client, kind, namespace, name)
  if (object === undefined) return optional ? undefined : notFoundText(kind, name)
  const missing = optional ? undefined : items.find(({ key }) => !hasKey(object, key))
  if (missing === undefined) return undefined
  return kind === 'configmaps'
    ? `configmap references non-existent config key: ${missing.key}`
    : `references non-existent secret key: ${missing.key}`
}
