import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { Container, Pod } from '../../k8s/pod'
import type { ResourceType } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { namespaceOf } from '../command/invocation'
import { getObject, selectResources } from '../resources/resource-selection'

/** Pods by a name, or those of a workload or Service; the best one first. Throws ApiError and PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers AttachablePodForObject
export function podsOf(invocation: Invocation, word: string, doing: string): readonly Pod[] {
  const { session } = invocation
  const namespace = namespaceOf(invocation)
  const words = word.includes('/') ? [word] : ['pods', word]
  const selection = selectResources(session.client, { words, namespace })
  const [target] = selection.by === 'name' ? selection.targets : []
  if (target === undefined) throw new PlainError(`no pod ${word}`)
  const object = getObject(session.client, target)
  if (target.type.kind === 'Pod') return [object as Pod]
  const pods = session.client.list('pods', { namespace, labelSelector: selectorOf(target.type, object, doing) })
  return [...(pods as readonly Pod[])].sort((a, b) => rank(a) - rank(b))
}

/** The first Pod. */
export function podOf(invocation: Invocation, word: string, doing: string): Pod {
  const [first] = podsOf(invocation, word, doing)
  if (first === undefined) throw new PlainError('timed out waiting for the condition')
  return first
}

function selectorOf(type: ResourceType, { metadata, spec }: KubeObject, doing: string): object {
  const { selector } = (spec ?? {}) as { readonly selector?: Readonly<Record<string, unknown>> }
  if (selector !== undefined) return type.kind === 'Service' ? { matchLabels: selector } : selector
  const goType = `*${type.version}.${type.kind}`
  if (type.kind === 'Service')
    throw new PlainError(
      `cannot ${doing} ${goType}: invalid service '${metadata.name}': Service is defined without a selector`,
    )
  throw new PlainError(`cannot ${doing} ${goType}: selector for ${goType} not implemented`)
}

// Bound and running pods come first.
// Models staging/src/k8s.io/kubectl/pkg/util/podutils ByLogging
function rank({ spec, status }: Pod): number {
  const ready = status.conditions?.some(each => each.type === 'Ready' && each.status === 'True') === true
  return (spec.nodeName ? 0 : 4) + (status.phase === 'Running' ? 0 : 2) + (ready ? 0 : 1)
}

/** All containers of a Pod, in the order in which kubectl names them. */
export function containersOf({ spec }: Pod): readonly Container[] {
  return [...spec.containers, ...(spec.initContainers ?? [])]
}

/** `agent, sidecar, setup (init)` */
function containerNames({ spec }: Pod): string {
  const init = (spec.initContainers ?? []).map(({ name }) => `${name} (init)`)
  return [...spec.containers.map(({ name }) => name), ...init].join(', ')
}

/** The container that `-c` names, or the first; `annotated` may say another. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/util/podutils FindOrDefaultContainerByName
export function containerOf(invocation: Invocation, pod: Pod, name: string, quiet = false): Container {
  const wanted = name || (pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'] ?? '')
  if (wanted === '') {
    const [first] = pod.spec.containers
    if (first === undefined) throw new PlainError(`pod ${pod.metadata.name} has no containers`)
    if (containersOf(pod).length > 1 && !quiet) {
      invocation.io.err(`Defaulted container "${first.name}" out of: ${containerNames(pod)}\n`)
    }
    return first
  }
  const found = containersOf(pod).find(each => each.name === wanted)
  if (found === undefined) {
    throw new PlainError(`container ${wanted} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`)
  }
  return found
}

/** What the API server says when a node's kubelet cannot be reached. */
export function checkKubelet(invocation: Invocation, pod: Pod, path: string): void {
  const node = invocation.session.client.list('nodes').find(each => each.metadata.name === pod.spec.nodeName)
  const status = (node as { status?: NodeStatus } | undefined)?.status
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  if (ready?.status !== 'Unknown') return
  const address = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? pod.spec.nodeName ?? ''
  throw new ApiError({
    code: 500,
    reason: '',
    message: `Get "https://${address}:10250/${path}": dial tcp ${address}:10250: connect: no route to host`,
  })
}

interface NodeStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[]
  readonly addresses?: readonly { readonly type: string; readonly address: string }[]
}
