import type { ApiClient } from '../../k8s/api-client'
import { decodeBase64 } from '../../k8s/base64'
import { findObject } from '../../k8s/find-object'
import type { Container, Pod } from '../../k8s/pod'
import { fieldOf } from './downward-api'
import { type ResourceField, resourceFieldValue } from './resource-field'

interface Reference {
  readonly name?: string
  readonly key?: string
}

interface ValueFrom {
  readonly fieldRef?: { readonly fieldPath: string }
  readonly resourceFieldRef?: ResourceField
  readonly configMapKeyRef?: Reference
  readonly secretKeyRef?: Reference
}

interface EnvFrom {
  readonly prefix?: string
  readonly configMapRef?: Reference
  readonly secretRef?: Reference
}

/** The environment of a container's processes, in the order in which the kubelet and the runtime make it. */
// Models pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
export function environmentOf(pod: Pod, container: Container, client: ApiClient): Map<string, string> {
  const namespace = pod.metadata.namespace ?? 'default'
  const env = new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', hostnameOf(pod)],
  ])
  for (const source of (container.envFrom ?? []) as readonly EnvFrom[]) {
    const kind = source.configMapRef === undefined ? 'secrets' : 'configmaps'
    const { name } = source.configMapRef ?? source.secretRef ?? {}
    const data = dataOf(client, kind, namespace, name)
    for (const [key, value] of Object.entries(data)) env.set(`${source.prefix ?? ''}${key}`, value)
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const found = valueFrom === undefined ? expanded(value ?? '', env) : reference(valueFrom as ValueFrom)
    if (found !== undefined) env.set(name, found)
  }
  for (const [name, value] of SERVICE_OF_THE_API) env.set(name, value)
  env.set('HOME', '/root')
  return env

  function reference({ fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef }: ValueFrom): string | undefined {
    if (fieldRef !== undefined) return fieldOf(pod, fieldRef.fieldPath)
    if (resourceFieldRef !== undefined) return resourceFieldValue(container, resourceFieldRef)
    const { name, key = '' } = configMapKeyRef ?? secretKeyRef ?? {}
    return dataOf(client, configMapKeyRef === undefined ? 'secrets' : 'configmaps', namespace, name)[key]
  }
}

const SERVICE_OF_THE_API = [
  ['KUBERNETES_SERVICE_HOST', '10.96.0.1'],
  ['KUBERNETES_SERVICE_PORT', '443'],
  ['KUBERNETES_SERVICE_PORT_HTTPS', '443'],
  ['KUBERNETES_PORT', 'tcp://10.96.0.1:443'],
] as const

/** A Pod in the network of its node goes by the node's name. */
export function hostnameOf({ metadata, spec }: Pod): string {
  if (typeof spec.hostname === 'string') return spec.hostname
  return spec.hostNetwork === true ? (spec.nodeName ?? metadata.name) : metadata.name.slice(0, 63)
}

/** What a ConfigMap or Secret holds, as text; nothing when it is not there. */
export function dataOf(
  client: ApiClient,
  resource: 'configmaps' | 'secrets',
  namespace: string,
  name: string | undefined,
): Readonly<Record<string, string>> {
  if (name === undefined) return {}
  const { data = {} } = (findObject(client, resource, namespace, name) ?? {}) as { data?: Record<string, string> }
  if (resource === 'configmaps') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value) ?? '']))
}

/** `$(NAME)` is the value of a variable above; `$$` is a dollar. */
// Models third_party/forked/golang/expansion/expand.go Expand
export function expanded(text: string, env: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (all, name: string | undefined) =>
    name === undefined ? '$' : (env.get(name) ?? all),
  )
}
