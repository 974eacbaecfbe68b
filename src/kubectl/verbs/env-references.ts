import { ApiError } from '../../k8s/api-client'
import { decodeBase64 } from '../../k8s/base64'
import type { Container } from '../../k8s/pod'
import type { Invocation } from '../command/command-spec'
import { type ResourceField, resourceFieldValue } from '../containers/resource-field'
import type { LiveTarget } from '../resources/visit-targets'

/** Where a variable has its value from. */
export type Reference = Readonly<Record<string, unknown>>

const partsOf = (reference: Reference): readonly [string, Readonly<Record<string, string>>] => {
  const [kind = ''] = Object.keys(reference)
  return [kind, (reference[kind] ?? {}) as Readonly<Record<string, string>>]
}

/** `configmap level, key x` */
// Models staging/src/k8s.io/kubectl/pkg/cmd/set/env/env_resolve.go GetEnvVarRefString
export function referenceText(reference: Reference): string {
  const [kind, part] = partsOf(reference)
  switch (kind) {
    case 'configMapKeyRef':
      return `configmap ${part.name ?? ''}, key ${part.key ?? ''}`
    case 'secretKeyRef':
      return `secret ${part.name ?? ''}, key ${part.key ?? ''}`
    case 'fieldRef':
      return `field path ${part.fieldPath ?? ''}`
    case 'resourceFieldRef':
      return `resource field ${part.containerName ? `${part.containerName}/` : ''}${part.resource ?? ''}`
    default:
      return 'invalid valueFrom'
  }
}

/** `--resolve`: what a reference stands for. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/set/env/env_resolve.go GetEnvVarRefValue
export function resolvedReference(
  { session }: Invocation,
  { namespace, object }: LiveTarget,
  container: Container,
  reference: Reference,
): { readonly value: string } | { readonly error: string } {
  const [kind, part] = partsOf(reference)
  if (kind === 'fieldRef') return fieldValue(object, part.fieldPath ?? '')
  if (kind === 'resourceFieldRef') {
    const value = resourceFieldValue(container, part as Readonly<Record<string, string>> & ResourceField)
    return value === undefined ? { error: `Unsupported container resource : ${part.resource ?? ''}` } : { value }
  }
  const secret = kind === 'secretKeyRef'
  const { name: source = '', key = '' } = part
  try {
    const { data } = session.client.get(secret ? 'secrets' : 'configmaps', namespace, source)
    const value = (data as Readonly<Record<string, string>> | undefined)?.[key]
    if (value === undefined) return { error: `key ${key} not found in ${secret ? 'secret' : 'config map'} ${source}` }
    return { value: secret ? (decodeBase64(value) ?? '') : value }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { error: error.status.message }
  }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/env/env_resolve.go extractFieldPathAsString
function fieldValue({ metadata }: LiveTarget['object'], path: string) {
  const { name, namespace = '', uid, labels = {}, annotations = {} } = metadata
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'metadata.labels': labels,
    'metadata.annotations': annotations,
  }
  const [, list = '', key] = /^(.*)\['(.*)'\]$/.exec(path) ?? []
  if (key !== undefined) {
    const values = lists[list]
    if (values === undefined) return { error: `fieldPath ${JSON.stringify(path)} does not support subscript` }
    return { value: values[key] ?? '' }
  }
  const all = lists[path]
  if (all !== undefined) {
    const names = Object.keys(all).sort()
    return { value: names.map(each => `${each}=${JSON.stringify(all[each])}`).join('\n') }
  }
  const fields: Readonly<Record<string, string>> = {
    'metadata.name': name,
    'metadata.namespace': namespace,
    'metadata.uid': uid,
  }
  const value = fields[path]
  return value === undefined ? { error: `unsupported fieldPath: ${path}` } : { value }
}
