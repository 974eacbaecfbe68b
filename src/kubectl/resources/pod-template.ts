import type { KubeObject } from '../../k8s/object'
import type { Container, PodSpec, PodTemplate } from '../../k8s/pod'

/** Where a kind keeps its pod spec: the path in the object. */
function specPath(object: KubeObject): readonly string[] | undefined {
  switch (object.kind) {
    case 'Pod':
      return ['spec']
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'spec']
    case 'DaemonSet':
    case 'Deployment':
    case 'Job':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'StatefulSet':
      return ['spec', 'template', 'spec']
    default:
      return undefined
  }
}

/** The pod spec of a pod or of a workload's template; undefined for kinds without one. */
export function podSpecOf(object: KubeObject): PodSpec | undefined {
  const path = specPath(object)
  if (path === undefined) return undefined
  let value: unknown = object
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  return value as PodSpec | undefined
}

/** The object with another pod spec. */
export function withPodSpec(object: KubeObject, spec: PodSpec): KubeObject {
  return replaced(object, specPath(object) ?? [], spec) as KubeObject
}

function replaced(value: unknown, [key, ...path]: readonly string[], inner: unknown): unknown {
  if (key === undefined) return inner
  const record = (value ?? {}) as Readonly<Record<string, unknown>>
  return { ...record, [key]: replaced(record[key], path, inner) }
}

/** The template of a workload. */
export function templateOf(object: KubeObject): PodTemplate | undefined {
  return (object.spec as { readonly template?: PodTemplate } | undefined)?.template
}

/** A pattern such as `*` or `app*` as set's -c takes it. */
export function containerMatches(pattern: string, container: Container): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${source}$`).test(container.name)
}
