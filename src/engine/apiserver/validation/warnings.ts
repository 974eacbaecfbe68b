import { dnsLabel } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import type { PodSpec, PodTemplate } from '../../../k8s/pod'
import { driverWarnings } from './csi'
import { definitionWarnings } from './custom-resource-definitions'
import { ingressWarnings } from './ingresses'
import { specWarnings } from './pod-warnings'
import { quotaWarnings } from './quotas'
import { secretWarnings } from './secrets'
import { serviceWarnings } from './service-warnings'

type Warnings = Generator<string, void>

const MOUNTABLE_SECRETS = 'kubernetes.io/enforce-mountable-secrets'

/** `before`: what the object replaces. */
type Warner = (object: KubeObject, before?: KubeObject) => Iterable<string>

const ENDPOINTS = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'

/** By the resource. */
// Models WarningsOnCreate and WarningsOnUpdate of pkg/registry/*/*/strategy.go
const WARNERS: Readonly<Record<string, Warner>> = {
  endpoints: () => [ENDPOINTS],
  nodes: nodeWarnings,
  pods: onCreate(podWarnings),
  podtemplates: templateWarnings,
  replicationcontrollers: namingPods,
  resourcequotas: onCreate(quotaWarnings),
  secrets: secretWarnings,
  serviceaccounts: accountWarnings,
  services: serviceWarnings,
  'customresourcedefinitions.apiextensions.k8s.io': definitionWarnings,
  'daemonsets.apps': templateWarnings,
  'deployments.apps': namingPods,
  'replicasets.apps': namingPods,
  'statefulsets.apps': statefulSetWarnings,
  'jobs.batch': namingPods,
  'ingresses.networking.k8s.io': onCreate(ingressWarnings),
  'csidrivers.storage.k8s.io': driverWarnings,
}

/** What the server warns of though it stores the object. `before`: what it replaces. */
export function objectWarnings(resource: string, object: KubeObject, before?: KubeObject): readonly string[] {
  return Object.hasOwn(WARNERS, resource) ? [...(WARNERS[resource]?.(object, before) ?? [])] : []
}

function onCreate(warner: Warner): Warner {
  return (object, before) => (before === undefined ? warner(object) : [])
}

/** Of what has a template of Pods. */
function* templateWarnings(object: KubeObject, before?: KubeObject): Warnings {
  const template = templateOf(object)
  if (template?.spec === undefined || template === (before && templateOf(before))) return
  yield* specWarnings(template.spec, template.metadata?.annotations ?? {}, 'spec.template.')
}

/** Of what gives its name to its Pods as well. */
function* namingPods(object: KubeObject, before?: KubeObject): Warnings {
  if (before === undefined) yield* nameWarnings(object)
  yield* templateWarnings(object, before)
}

function* statefulSetWarnings(object: KubeObject, before?: KubeObject): Warnings {
  yield* templateWarnings(object, before)
  yield* historyWarnings(object)
}

// Models pkg/registry/apps/statefulset/strategy.go WarningsOnCreate
function historyWarnings({ spec }: KubeObject): readonly string[] {
  const { revisionHistoryLimit = 0 } = (spec ?? {}) as { readonly revisionHistoryLimit?: number }
  if (revisionHistoryLimit >= 0) return []
  const advice = 'a negative value retains all historical revisions; a value >= 0 is recommended'
  return [`spec.revisionHistoryLimit: ${advice}`]
}

// Models pkg/registry/core/serviceaccount/strategy.go warnIfHasEnforceMountableSecretsAnnotation
function* accountWarnings({ metadata }: KubeObject, before?: KubeObject): Warnings {
  const has = (object: KubeObject['metadata'] | undefined) => object?.annotations?.[MOUNTABLE_SECRETS] !== undefined
  if (!has(metadata) || has(before?.metadata)) return
  const advice = 'prefer separate namespaces to isolate access to mounted secrets'
  yield `metadata.annotations[${MOUNTABLE_SECRETS}]: deprecated in v1.32+; ${advice}`
}

// Models pkg/registry/core/node/strategy.go nodeWarnings
function* nodeWarnings({ spec }: KubeObject): Warnings {
  if ((spec as { readonly externalID?: string } | undefined)?.externalID) {
    yield 'spec.externalID: this field is deprecated, and is unused by Kubernetes'
  }
}

function templateOf({ spec, template }: KubeObject): PodTemplate | undefined {
  return ((spec as { readonly template?: PodTemplate } | undefined)?.template ?? template) as PodTemplate | undefined
}

function* nameWarnings({ metadata }: KubeObject): Warnings {
  const wrong = dnsLabel(metadata.name)
  if (wrong.length === 0) return
  const why =
    'this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended'
  yield `metadata.name: ${why}: [${wrong.join(' ')}]`
}

function* podWarnings({ metadata, spec }: KubeObject): Warnings {
  const wrong = dnsLabel(metadata.name)
  if (wrong.length > 0) {
    const why =
      "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended"
    yield `metadata.name: ${why}: [${wrong.join(' ')}]`
  }
  yield* specWarnings(spec as PodSpec, metadata.annotations ?? {}, '')
}
