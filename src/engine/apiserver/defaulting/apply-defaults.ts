import type { Fields } from '../../../base/fields'
import { encodeBase64 } from '../../../k8s/base64'
import type { NewObject } from '../../../k8s/object'
import { defaultDefinition } from '../custom-resources'
import { checksOf } from '../decode-body'
import type { ServerContext } from '../request'
import { type Defaulting, mapField, mapItems, ofSpec, withAbsentDefaults, withDefaults } from './default-fields'
import { defaultService } from './service'

/** Only people make these, and controllers for them: what fills them in comes with the checks. */
const OF_PEOPLE = new Set([
  'pods',
  'podtemplates',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'replicationcontrollers',
  'jobs.batch',
  'cronjobs.batch',
  'limitranges',
  'resourcequotas',
])

/** Resource name → what the server fills in when an object of it is written. */
const DEFAULTING: Readonly<Record<string, Defaulting>> = {
  services: ofSpec(defaultService),
  'rolebindings.rbac.authorization.k8s.io': defaultBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': defaultBinding,
  'storageclasses.storage.k8s.io': object =>
    withDefaults(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  namespaces: defaultNamespace,
  nodes: defaultNode,
  'leases.coordination.k8s.io': withoutElection,
  secrets: defaultSecret,
  'priorityclasses.scheduling.k8s.io': object =>
    withAbsentDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  persistentvolumeclaims: ofSpec(spec => withDefaults(spec, { volumeMode: 'Filesystem' })),
  persistentvolumes: ofSpec(spec =>
    mapField(
      withDefaults(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }),
      'hostPath',
      folder => withAbsentDefaults(folder, { type: '' }),
    ),
  ),
  'networkpolicies.networking.k8s.io': ofSpec(defaultNetworkPolicy),
  'ingressclasses.networking.k8s.io': ofSpec(spec =>
    mapField(spec, 'parameters', parameters => withDefaults(parameters, { scope: 'Cluster' })),
  ),
  'customresourcedefinitions.apiextensions.k8s.io': ofSpec(defaultDefinition),
  'endpointslices.discovery.k8s.io': object =>
    mapItems(object, 'ports', port => ({
      ...(port.name === undefined ? { name: '' } : {}),
      ...withDefaults(port, { protocol: 'TCP' }),
    })),
}

/** The object with the server's defaults; the same object when it has them all. */
export function applyDefaults(server: Pick<ServerContext, 'checks'>, resource: string, object: NewObject): NewObject {
  if (OF_PEOPLE.has(resource)) return checksOf(server).applyWorkloadDefaults(resource, object)
  return DEFAULTING[resource]?.(object) ?? object
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

// Models pkg/apis/networking/v1/defaults.go SetDefaults_NetworkPolicy and SetDefaults_NetworkPolicyPort
function defaultNetworkPolicy(spec: Fields): Fields {
  const withProtocol = (rule: Fields) => mapItems(rule, 'ports', port => withAbsentDefaults(port, { protocol: 'TCP' }))
  const result = mapItems(mapItems(spec, 'ingress', withProtocol), 'egress', withProtocol)
  if (((result.policyTypes ?? []) as readonly unknown[]).length > 0) return result
  const hasEgress = ((result.egress ?? []) as readonly unknown[]).length > 0
  return { ...result, policyTypes: hasEgress ? ['Ingress', 'Egress'] : ['Ingress'] }
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
