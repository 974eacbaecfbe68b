import type { Fields } from '../../../base/fields'
import { encodeBase64 } from '../../../k8s/base64'
import type { NewObject } from '../../../k8s/object'
import type { ServerContext } from '../request'
import { type Defaulting, mapField, mapItems, ofSpec, withAbsentDefaults, withDefaults } from './default-fields'
import { defaultService } from './service'

/** Resource name → what the server fills in when an object of it is written; of the kinds that the cluster itself makes. */
const DEFAULTING: Readonly<Record<string, Defaulting>> = {
  services: ofSpec(defaultService),
  'rolebindings.rbac.authorization.k8s.io': defaultBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': defaultBinding,
  namespaces: defaultNamespace,
  nodes: defaultNode,
  'leases.coordination.k8s.io': withoutElection,
  secrets: defaultSecret,
  'priorityclasses.scheduling.k8s.io': object =>
    withAbsentDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  'endpointslices.discovery.k8s.io': object =>
    mapItems(object, 'ports', port => ({
      ...(port.name === undefined ? { name: '' } : {}),
      ...withDefaults(port, { protocol: 'TCP' }),
    })),
}

/** The object with the server's defaults; the same object when it has them all. */
export function applyDefaults(server: Pick<ServerContext, 'checks'>, resource: string, object: NewObject): NewObject {
  // Only people make the others, and controllers for them: what fills them in comes with the checks.
  return DEFAULTING[resource]?.(object) ?? server.checks?.applyWorkloadDefaults(resource, object) ?? object
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_Namespace
function defaultNamespace(object: NewObject): NewObject {
  const name = object.metadata.name
  const label = 'kubernetes.io/metadata.name'
  const labelled =
    name === undefined || object.metadata.labels?.[label] === name
      ? object
      : { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, [label]: name } } }
  return withDefaults(labelled, { spec: {} })
}

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' }

// Models pkg/apis/rbac/v1/defaults.go SetDefaults_RoleBinding and SetDefaults_Subject
function defaultBinding(object: NewObject): NewObject {
  const referring = mapField(object, 'roleRef', role => withDefaults(role, RBAC))
  return mapItems(referring, 'subjects', subject =>
    subject.kind === 'User' || subject.kind === 'Group' ? withDefaults(subject, RBAC) : subject,
  )
}

/** Candidates for a lease are behind a feature gate that is off: the server drops what they say. */
function withoutElection(object: NewObject): NewObject {
  return mapField(object, 'spec', spec => {
    const { strategy, preferredHolder, ...rest } = spec
    return strategy === undefined && preferredHolder === undefined ? spec : rest
  })
}

/** The one range of Pods' addresses and the first of the list are the same; where the kubelet is configured from is no longer kept. */
// Models pkg/apis/core/v1/conversion.go Convert_v1_NodeSpec_To_core_NodeSpec
function withCidrList(spec: Fields): Fields {
  const { configSource, ...rest } = spec
  const kept = configSource === undefined ? spec : rest
  const [first] = (kept.podCIDRs ?? []) as readonly unknown[]
  if (first !== undefined && !kept.podCIDR) return { ...kept, podCIDR: first }
  return kept.podCIDR && kept.podCIDR !== first ? { ...kept, podCIDRs: [kept.podCIDR] } : kept
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus
function defaultNode(object: NewObject): NewObject {
  return mapField(mapField(withDefaults(object, { spec: {} }), 'spec', withCidrList), 'status', status =>
    status.allocatable === undefined && status.capacity !== undefined
      ? { ...status, allocatable: status.capacity }
      : status,
  )
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_Secret and pkg/registry/core/secret/strategy.go
function defaultSecret(object: NewObject): NewObject {
  const typed = withDefaults(object, { type: 'Opaque' })
  const { stringData, ...rest } = typed
  if (typeof stringData !== 'object' || stringData === null) return typed
  const texts = stringData as Readonly<Record<string, string>>
  const encoded = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, encodeBase64(text)]))
  return { ...rest, data: { ...(typed.data as Fields | undefined), ...encoded } }
}
