import type { CustomVersion } from './custom-resource-definition'

/** One kind that the API server serves. */
export interface ResourceType {
  /** '' for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Plural, as in a URL: `daemonsets`. */
  readonly plural: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly namespaced: boolean
  /** Categories such as `all`, for `kubectl get all`. */
  readonly categories: readonly string[]
  /** What can be done with it; without it everything can. */
  readonly verbs?: readonly string[]
  /** Versions of the same kind that the server serves beside this one. */
  readonly olderVersions?: readonly string[]
  /** What the server warns of when somebody uses it. */
  readonly deprecation?: string
  /** How objects of a custom resource look. */
  readonly custom?: CustomVersion
}

/** How requests and the store name a resource: `pods`, `daemonsets.apps`. */
export function resourceNameOf({ group, plural }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`
}

/** How Go prints a kind with its group: `Pod`, `DaemonSet.apps`. */
export function groupKindOf({ group, kind }: ResourceType): string {
  return group === '' ? kind : `${kind}.${group}`
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`
}

function resource(
  group: string,
  version: string,
  kind: string,
  plural: string,
  shortNames: readonly string[] = [],
  options: { cluster?: boolean; all?: boolean; verbs?: readonly string[]; deprecation?: string } = {},
): ResourceType {
  const { cluster, all, ...others } = options
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames,
    namespaced: cluster !== true,
    categories: all === true ? ['all'] : [],
    ...others,
  }
}

/** What can be done with most kinds. */
export const EVERYTHING = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const

/** The built-in kinds. Kinds of CustomResourceDefinitions and of other groups are registered with the API server at run time. */
export const BUILT_IN_RESOURCES = [
  resource('', 'v1', 'ConfigMap', 'configmaps', ['cm']),
  resource('', 'v1', 'Endpoints', 'endpoints', ['ep'], {
    deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  }),
  resource('', 'v1', 'Event', 'events', ['ev']),
  resource('', 'v1', 'LimitRange', 'limitranges', ['limits']),
  resource('', 'v1', 'Namespace', 'namespaces', ['ns'], {
    cluster: true,
    verbs: EVERYTHING.filter(verb => verb !== 'deletecollection'),
  }),
  resource('', 'v1', 'Node', 'nodes', ['no'], { cluster: true }),
  resource('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', ['pvc']),
  resource('', 'v1', 'PersistentVolume', 'persistentvolumes', ['pv'], { cluster: true }),
  resource('', 'v1', 'Pod', 'pods', ['po'], { all: true }),
  resource('', 'v1', 'PodTemplate', 'podtemplates'),
  resource('', 'v1', 'ReplicationController', 'replicationcontrollers', ['rc'], { all: true }),
  resource('', 'v1', 'ResourceQuota', 'resourcequotas', ['quota']),
  resource('', 'v1', 'Secret', 'secrets'),
  resource('', 'v1', 'ServiceAccount', 'serviceaccounts', ['sa']),
  resource('', 'v1', 'Service', 'services', ['svc'], { all: true }),
  resource('apps', 'v1', 'ControllerRevision', 'controllerrevisions'),
  resource('apps', 'v1', 'DaemonSet', 'daemonsets', ['ds'], { all: true }),
  resource('apps', 'v1', 'Deployment', 'deployments', ['deploy'], { all: true }),
  resource('apps', 'v1', 'ReplicaSet', 'replicasets', ['rs'], { all: true }),
  resource('apps', 'v1', 'StatefulSet', 'statefulsets', ['sts'], { all: true }),
  resource('batch', 'v1', 'CronJob', 'cronjobs', ['cj'], { all: true }),
  resource('batch', 'v1', 'Job', 'jobs', [], { all: true }),
  resource('coordination.k8s.io', 'v1', 'Lease', 'leases'),
  resource('discovery.k8s.io', 'v1', 'EndpointSlice', 'endpointslices'),
  resource('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets', ['pdb']),
  resource('scheduling.k8s.io', 'v1', 'PriorityClass', 'priorityclasses', ['pc'], { cluster: true }),
] as const satisfies readonly ResourceType[]
