import type { Fields } from '../../base/fields'
import type { CustomVersion } from '../../k8s/custom-resource-definition'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { VersionBehaviour } from '../version-behaviour'
import { withAppArmorProfiles } from './app-armor-profiles'
import { withDataSources } from './claim-data-source'
import { initialDefinitionStatus, rememberStoredVersion } from './custom-resources'
import { countTemplateChanges, startTemplateGeneration } from './daemonset-template-generation'
import { withGeneratedSelector } from './job-selector'
import { withLabelKeys } from './label-keys'
import { withoutSurge } from './max-surge'
import { qosClassOf } from './qos-class'
import { withoutMaxUnavailable } from './stateful-set-fields'

/** What is particular about storing one kind. */
export interface Strategy {
  /** The server counts changes of the specification in `metadata.generation`; `first`: it is set once, and stays. */
  readonly generation: boolean | 'first'
  /** Changes of annotations are counted too, but for those that come with the status. */
  readonly countsAnnotations?: boolean
  /** `subresource`: only requests to `/status` write it. `object`: it is written with the rest. `none`: the kind has none. */
  readonly status: 'subresource' | 'object' | 'none'
  /** On creation too, the status that came with the object is kept. */
  readonly keepsStatusOnCreate?: boolean
  /** Without it, an object starts without a status. */
  readonly initialStatus?: (object: KubeObject, now: string) => Fields
  readonly prepareForCreate?: (object: KubeObject) => KubeObject
  /** What the server decides itself about an update, before it is compared with what is stored. */
  readonly prepareForUpdate?: (next: KubeObject, stored: KubeObject) => KubeObject
  /** What the server adds itself to a new status. */
  readonly prepareStatus?: (next: KubeObject, stored: KubeObject, now: string) => KubeObject
  /** Updates must name the resourceVersion they are based on. */
  readonly needsResourceVersion?: boolean
}

const status = (initial: Fields, generation = true): Strategy => ({
  generation,
  status: 'subresource',
  initialStatus: () => initial,
})
const PLAIN: Strategy = { generation: false, status: 'none' }
/** Groups whose kinds the server keeps without counting their changes. */
const WITHOUT_GENERATION = /\.(rbac\.authorization|storage|certificates)\.k8s\.io$/
/** What has no entry below: kinds that we store plainly, and objects of custom resources. */
const GENERIC: Strategy = { generation: true, status: 'object' }

const CUSTOM_WITH_STATUS: Strategy = { generation: true, status: 'subresource' }

const NO_DAEMONS = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }
const NO_DISRUPTIONS = { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 }

const DAEMON_SET_STRATEGY: Strategy = {
  ...status(NO_DAEMONS),
  prepareForCreate: startTemplateGeneration,
  prepareForUpdate: countTemplateChanges,
}
// Models the PrepareForCreate and PrepareForUpdate of each pkg/registry/*/*/strategy.go
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  configmaps: PLAIN,
  endpoints: PLAIN,
  events: PLAIN,
  limitranges: PLAIN,
  namespaces: {
    ...status({ phase: 'Active' }, false),
    prepareForCreate: withKubernetesFinalizer,
    prepareForUpdate: keepFinalizers,
  },
  nodes: { generation: false, status: 'subresource', keepsStatusOnCreate: true, initialStatus: () => ({}) },
  persistentvolumeclaims: {
    ...status({ phase: 'Pending' }, false),
    prepareForCreate: withDataSources,
    prepareForUpdate: withDataSources,
  },
  persistentvolumes: {
    ...status({}, false),
    initialStatus: (_, now) => ({ lastPhaseTransitionTime: now, phase: 'Pending' }),
    prepareStatus: withTransitionTime,
  },
  podtemplates: { generation: true, status: 'none' },
  replicationcontrollers: status({ replicas: 0 }),
  resourcequotas: status({}, false),
  secrets: PLAIN,
  serviceaccounts: { ...PLAIN, prepareForCreate: withSecretNames, prepareForUpdate: withSecretNames },
  services: status({ loadBalancer: {} }, false),
  'controllerrevisions.apps': PLAIN,
  'daemonsets.apps': DAEMON_SET_STRATEGY,
  'deployments.apps': { ...status({}), countsAnnotations: true },
  'replicasets.apps': status({ replicas: 0 }),
  'statefulsets.apps': {
    ...status({ availableReplicas: 0, replicas: 0 }),
    prepareForCreate: withoutMaxUnavailable,
    prepareForUpdate: withoutMaxUnavailable,
  },
  'cronjobs.batch': status({}),
  'jobs.batch': { ...status({}), prepareForCreate: withGeneratedSelector },
  'leases.coordination.k8s.io': { ...PLAIN, needsResourceVersion: true },
  'endpointslices.discovery.k8s.io': { generation: true, status: 'none' },
  'customresourcedefinitions.apiextensions.k8s.io': {
    generation: true,
    status: 'subresource',
    initialStatus: initialDefinitionStatus,
    prepareForUpdate: rememberStoredVersion,
  },
  'runtimeclasses.node.k8s.io': PLAIN,
  'poddisruptionbudgets.policy': { ...status(NO_DISRUPTIONS), needsResourceVersion: true },
  'priorityclasses.scheduling.k8s.io': { generation: 'first', status: 'none' },
  'horizontalpodautoscalers.autoscaling': status({ currentMetrics: null, desiredReplicas: 0 }, false),
}

// Models pkg/registry/core/namespace/strategy.go PrepareForCreate
function withKubernetesFinalizer(namespace: KubeObject): KubeObject {
  const spec = (namespace.spec ?? {}) as { readonly finalizers?: readonly string[] }
  const { finalizers = [] } = spec
  if (finalizers.includes('kubernetes')) return namespace
  return { ...namespace, spec: { ...spec, finalizers: [...finalizers, 'kubernetes'] } }
}

/** Of the Secrets that a service account refers to, only the names are kept. */
// Models pkg/registry/core/serviceaccount/strategy.go cleanSecretReferences
function withSecretNames(account: KubeObject): KubeObject {
  const { secrets } = account as KubeObject & { readonly secrets?: readonly { readonly name?: string }[] }
  if (secrets === undefined || secrets.every(secret => Object.keys(secret).every(field => field === 'name')))
    return account
  return { ...account, secrets: secrets.map(({ name }) => (name === undefined ? {} : { name })) }
}

/** A volume's status tells since when it is in its phase. */
// Models pkg/registry/core/persistentvolume/strategy.go persistentvolumeStatusStrategy.PrepareForUpdate
function withTransitionTime(next: KubeObject, stored: KubeObject, now: string): KubeObject {
  const [status, before] = [(next.status ?? {}) as Fields, (stored.status ?? {}) as Fields]
  const isTold = status.lastPhaseTransitionTime !== before.lastPhaseTransitionTime
  if (status.phase === before.phase || isTold) return next
  return { ...next, status: { ...status, lastPhaseTransitionTime: now } }
}

/** A living namespace's finalizers belong to the system; the namespace controller takes them off a dying one. */
// Models pkg/registry/core/namespace/strategy.go PrepareForUpdate
function keepFinalizers(next: KubeObject, stored: KubeObject): KubeObject {
  if (stored.metadata.deletionTimestamp !== undefined) return next
  return { ...next, spec: { ...(next.spec as Fields), finalizers: (stored.spec as Fields).finalizers } }
}

/** Where maxSurge is not served, DaemonSets are stored without it. */
function withSurgeDropped(strategy: Strategy, known: boolean): Strategy {
  const { prepareForCreate, prepareForUpdate } = strategy
  return {
    ...strategy,
    prepareForCreate: object => withoutSurge(prepareForCreate?.(object) ?? object, known),
    prepareForUpdate: (next, stored) => withoutSurge(prepareForUpdate?.(next, stored) ?? next, known),
  }
}

const SURGE_OFF = withSurgeDropped(DAEMON_SET_STRATEGY, true)
const SURGE_UNKNOWN = withSurgeDropped(DAEMON_SET_STRATEGY, false)

/** How that version of the server stores the kind. */
export function strategyOf(resourceName: string, behaviour: VersionBehaviour, custom?: CustomVersion): Strategy {
  const { maxSurge } = behaviour
  if (resourceName === 'daemonsets.apps' && maxSurge !== 'served') return maxSurge === 'off' ? SURGE_OFF : SURGE_UNKNOWN
  if (resourceName === 'pods') return podStrategy(behaviour)
  if (custom?.subresources?.status !== undefined) return CUSTOM_WITH_STATUS
  return STRATEGIES[resourceName] ?? (WITHOUT_GENERATION.test(resourceName) ? PLAIN : GENERIC)
}

function podStrategy({ countsPodChanges, copiesAppArmor, mergesLabelKeys }: VersionBehaviour): Strategy {
  return {
    generation: countsPodChanges,
    status: 'subresource',
    initialStatus: pod => initialPodStatus(pod as Pod),
    prepareForCreate: pod => {
      const narrowed = mergesLabelKeys ? withLabelKeys(pod as Pod) : (pod as Pod)
      return copiesAppArmor ? withAppArmorProfiles(narrowed) : narrowed
    },
  }
}

// Models pkg/registry/core/pod/strategy.go PrepareForCreate and applySchedulingGatedCondition
function initialPodStatus({ spec }: Pod): Fields {
  const status = { phase: 'Pending', qosClass: qosClassOf(spec) }
  if ((spec.schedulingGates ?? []).length === 0) return status
  const message = 'Scheduling is blocked due to non-empty scheduling gates'
  return { ...status, conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message }] }
}
