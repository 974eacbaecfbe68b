/**
 * How lists and maps merge under server-side apply, and which parts have owners of their own: the `listType`, `listMapKey` and `structType` markers of the API's types.
 * What is not mentioned: lists are replaced as a whole, structs and maps merge field by field.
 */

const CONTAINER = {
  env: ['name'],
  ports: ['containerPort', 'protocol'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
}
const CONDITIONS = { conditions: ['type'] }

/** Struct → list field → the keys that tell its elements apart; none: a set of plain values. */
const LIST_KEYS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'v1.ObjectMeta': { finalizers: [], ownerReferences: ['uid'] },
  'v1.Container': CONTAINER,
  'v1.EphemeralContainer': CONTAINER,
  'v1.ContainerStatus': { allocatedResourcesStatus: ['name'], volumeMounts: ['mountPath'] },
  'v1.PodSpec': {
    containers: ['name'],
    ephemeralContainers: ['name'],
    hostAliases: ['ip'],
    imagePullSecrets: ['name'],
    initContainers: ['name'],
    resourceClaims: ['name'],
    schedulingGates: ['name'],
    topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    volumes: ['name'],
  },
  'v1.PodStatus': { ...CONDITIONS, podIPs: ['ip'], resourceClaimStatuses: ['name'] },
  'v1.ResourceRequirements': { claims: ['name'] },
  'v1.ResourceStatus': { resources: ['resourceID'] },
  'v1.ContainerRestartRuleOnExitCodes': { values: [] },
  'v1.PodFailurePolicyOnExitCodesRequirement': { values: [] },
  'v1.NodeAllocatableResourceClaimStatus': { containers: [] },
  'v1.NodeSpec': { podCIDRs: [] },
  'v1.NodeStatus': { ...CONDITIONS, addresses: ['type'] },
  'v1.ServiceSpec': { ports: ['port', 'protocol'] },
  'v1.ServiceStatus': CONDITIONS,
  'v1.ServiceAccount': { secrets: ['name'] },
  'v1.NamespaceStatus': CONDITIONS,
  'v1.ReplicationControllerStatus': CONDITIONS,
  'v1.DaemonSetStatus': CONDITIONS,
  'v1.DeploymentStatus': CONDITIONS,
  'v1.ReplicaSetStatus': CONDITIONS,
  'v1.StatefulSetStatus': CONDITIONS,
  'v1.PodDisruptionBudgetStatus': CONDITIONS,
  'v1.PersistentVolumeClaimStatus': CONDITIONS,
  'v1.Endpoint': { addresses: [] },
  'v1.CSIDriverSpec': { volumeLifecycleModes: [] },
  'v1.CSINodeSpec': { drivers: ['name'] },
  'v1.CustomResourceDefinitionStatus': CONDITIONS,
  'v1.ServiceCIDRStatus': CONDITIONS,
}

/** What key fields are taken for when an element does not say; empty texts otherwise. */
const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP', containerPort: 0, port: 0 }

/** Structs that are replaced as a whole. */
const ATOMIC_STRUCTS: ReadonlySet<string> = new Set([
  'v1.ConfigMapKeySelector',
  'v1.FileKeySelector',
  'v1.LabelSelector',
  'v1.LocalObjectReference',
  'v1.NodeSelector',
  'v1.NodeSelectorTerm',
  'v1.ObjectFieldSelector',
  'v1.ObjectReference',
  'v1.OwnerReference',
  'v1.ResourceFieldSelector',
  'v1.RoleRef',
  'v1.ScopeSelector',
  'v1.SecretKeySelector',
  'v1.SecretReference',
  'v1.ServiceBackendPort',
  'v1.Subject',
  'v1.TopologySelectorTerm',
  'v1.TypedLocalObjectReference',
  'v1.EndpointAddress',
  'v1.EndpointPort',
  'k8s.io/api/discovery/v1.EndpointPort',
])

/** Maps that are replaced as a whole. */
const ATOMIC_MAPS: Readonly<Record<string, string>> = {
  'v1.PodSpec': 'nodeSelector',
  'v1.Scheduling': 'nodeSelector',
  'v1.ServiceSpec': 'selector',
  'v1.ReplicationControllerSpec': 'selector',
}

/** The keys of a list's elements; undefined when the list is replaced as a whole. */
export function keysOfList(struct: string, field: string): readonly string[] | undefined {
  return LIST_KEYS[struct]?.[field]
}

export function isAtomicStruct(struct: string): boolean {
  return ATOMIC_STRUCTS.has(struct)
}

export function isAtomicMap(struct: string, field: string): boolean {
  return ATOMIC_MAPS[struct] === field
}

/** What tells an element apart: its key fields in the order of their names. */
export function keyOf(
  element: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): readonly (readonly [string, unknown])[] {
  return [...keys]
    .sort()
    .map(key => [key, element[key] === undefined ? (KEY_DEFAULTS[key] ?? '') : element[key]] as const)
}
