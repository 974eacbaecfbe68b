import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'

/** A reference to a ConfigMap or Secret as pods carry it. */
export interface ConfigReference {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
  readonly items?: readonly { readonly key: string }[]
}

export type ConfigKind = 'configmaps' | 'secrets'

/** The object, or undefined when there is none of that name. */
// Models pkg/kubelet/configmap/configmap_manager.go GetConfigMap
export function findConfigObject(
  client: ApiClient,
  kind: ConfigKind,
  namespace: string | undefined,
  name: string,
): KubeObject | undefined {
  try {
    return client.get(kind, namespace, name)
  } catch (error) {
    if (error instanceof ApiError && error.status.code === 404) return undefined
    throw error
  }
}

export function notFoundText(kind: ConfigKind, name: string): string {
  return `${kind === 'configmaps' ? 'configmap' : 'secret'} "${name}" not found`
}

export function hasKey(object: KubeObject, key: string): boolean {
  return ['data', 'binaryData', 'stringData'].some(part => {
    const values = object[part]
    return typeof values === 'object' && values !== null && key in values
  })
}
