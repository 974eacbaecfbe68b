import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Container, Pod } from '../../k8s/pod'
import { type ConfigReference, keysOf } from './config-objects'

interface EnvFrom {
  readonly prefix?: string
  readonly configMapRef?: ConfigReference
  readonly secretRef?: ConfigReference
}

/** `$(NAME)`; a doubled dollar sign stands for itself. */
const VARIABLE = /\$\$|\$\(([^)]*)\)/g

/** Which variables of the container's subPathExpr it does not have, as the kubelet says it; undefined when it has all. */
// Models pkg/kubelet/container/helpers.go ExpandContainerVolumeMounts
export function subPathError(client: ApiClient, pod: Pod, container: Container): string | undefined {
  for (const { subPathExpr = '' } of container.volumeMounts ?? []) {
    const names = [...subPathExpr.matchAll(VARIABLE)].flatMap(([, name]) => name ?? [])
    if (names.length === 0) continue
    const known = variablesOf(client, pod, container)
    const missing = new Set(names.filter(name => !known.has(name)))
    if (missing.size > 0) return `missing value for ${[...missing].sort().join(', ')}`
  }
  return undefined
}

/** The names of the container's variables, without those that are set to nothing. */
function variablesOf(client: ApiClient, pod: Pod, container: Container): ReadonlySet<string> {
  const known = new Set<string>()
  for (const { prefix = '', configMapRef, secretRef } of (container.envFrom ?? []) as readonly EnvFrom[]) {
    const name = (configMapRef ?? secretRef)?.name ?? ''
    const object = findObject(client, configMapRef ? 'configmaps' : 'secrets', pod.metadata.namespace, name)
    for (const key of object === undefined ? [] : keysOf(object)) known.add(prefix + key)
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    if (value || valueFrom !== undefined) known.add(name)
    else known.delete(name)
  }
  return known
}
