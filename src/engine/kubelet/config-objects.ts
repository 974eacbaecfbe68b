import type { KubeObject } from '../../k8s/object'

/** A reference to a ConfigMap or Secret as pods carry it. */
export interface ConfigReference {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
  readonly items?: readonly { readonly key: string }[]
}

export type ConfigKind = 'configmaps' | 'secrets'

export function notFoundText(kind: ConfigKind, name: string): string {
  return `${kind === 'configmaps' ? 'configmap' : 'secret'} "${name}" not found`
}

export function hasKey(object: KubeObject, key: string): boolean {
  return keysOf(object).includes(key)
}

/** All keys of a ConfigMap or Secret. */
export function keysOf(object: KubeObject): readonly string[] {
  return ['data', 'binaryData', 'stringData'].flatMap(part => {
    const values = object[part]
    return typeof values === 'object' && values !== null ? Object.keys(values) : []
  })
}
