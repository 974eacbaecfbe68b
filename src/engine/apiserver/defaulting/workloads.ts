import type { Fields } from '../../../base/fields'
import type { NewObject } from '../../../k8s/object'
import { mapField, mapItems, withAbsentDefaults, withDefaults } from './default-fields'
import { defaultTemplate } from './pod-spec'

/** The strategy's type, and the limits of a rolling update if it is one. `withoutLimits`: what Go makes of limits it has no use for. */
function defaultStrategy(spec: Fields, field: string, limits: Fields, withoutLimits: Fields = {}): Fields {
  return mapField(withDefaults(spec, { [field]: {} }), field, strategy => {
    const typed = withDefaults(strategy, { type: 'RollingUpdate' })
    if (typed.type !== 'RollingUpdate')
      return mapField(typed, 'rollingUpdate', one => withAbsentDefaults(one, withoutLimits))
    return mapField(withDefaults(typed, { rollingUpdate: {} }), 'rollingUpdate', one => withAbsentDefaults(one, limits))
  })
}

// Models pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet
export function defaultDaemonSet(spec: Fields): Fields {
  const limits = { maxUnavailable: 1, maxSurge: 0 }
  return withDefaults(
    defaultStrategy(defaultTemplate(spec), 'updateStrategy', limits, { maxUnavailable: 0, maxSurge: 0 }),
    {
      revisionHistoryLimit: 10,
    },
  )
}

// Models pkg/apis/apps/v1/defaults.go SetDefaults_Deployment
export function defaultDeployment(spec: Fields): Fields {
  const limits = { maxUnavailable: '25%', maxSurge: '25%' }
  return withDefaults(defaultStrategy(defaultTemplate(spec), 'strategy', limits), {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  })
}

// Models pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet
export function defaultStatefulSet(spec: Fields): Fields {
  const complete = withDefaults(defaultStrategy(defaultTemplate(spec), 'updateStrategy', { partition: 0 }), {
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  })
  return mapItems(complete, 'volumeClaimTemplates', defaultClaimTemplate)
}

function defaultClaimTemplate(claim: Fields): Fields {
  const typed = withDefaults(claim, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {},
    spec: {},
    status: { phase: 'Pending' },
  })
  return mapField(typed, 'spec', spec => withDefaults(spec, { volumeMode: 'Filesystem' }))
}

export function defaultReplicaSet(spec: Fields): Fields {
  return withDefaults(defaultTemplate(spec), { replicas: 1 })
}

/** A replication controller without labels or a selector has those of its template. */
// Models pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController
export function defaultReplicationController(object: NewObject): NewObject {
  const spec = defaultReplicaSet((object.spec ?? {}) as Fields)
  const labels = labelsOfTemplate(spec)
  const complete = labels === undefined || hasEntries(spec.selector) ? spec : { ...spec, selector: labels }
  return withLabelsOfTemplate({ ...object, spec: complete }, labels)
}

type Labels = Readonly<Record<string, string>>

const hasEntries = (map: unknown) => Object.keys((map ?? {}) as Fields).length > 0

function labelsOfTemplate(spec: Fields): Labels | undefined {
  return (spec.template as { readonly metadata?: { readonly labels?: Labels } } | undefined)?.metadata?.labels
}

function withLabelsOfTemplate(object: NewObject, labels: Labels | undefined): NewObject {
  if (labels === undefined || hasEntries(object.metadata.labels)) return object
  return { ...object, metadata: { ...object.metadata, labels } }
}

const LARGEST_INT32 = 2 ** 31 - 1

// Models pkg/apis/batch/v1/defaults.go SetDefaults_Job
export function defaultJob(object: NewObject): NewObject {
  const given = (object.spec ?? {}) as Fields
  const counts = given.parallelism === undefined ? { completions: 1, parallelism: 1 } : {}
  const complete = withAbsentDefaults(defaultTemplate(given), {
    ...counts,
    backoffLimit: given.backoffLimitPerIndex === undefined ? 6 : LARGEST_INT32,
    completionMode: 'NonIndexed',
    manualSelector: false,
    podReplacementPolicy: given.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    suspend: false,
  })
  const spec = mapField(complete, 'podFailurePolicy', policy => mapItems(policy, 'rules', defaultFailureRule))
  return withLabelsOfTemplate({ ...object, spec }, labelsOfTemplate(spec))
}

// Models pkg/apis/batch/v1/defaults.go SetDefaults_PodFailurePolicyOnPodConditionsPattern
const defaultFailureRule = (rule: Fields): Fields =>
  mapItems(rule, 'onPodConditions', pattern => withDefaults(pattern, { status: 'True' }))

// Models pkg/apis/batch/v1/defaults.go SetDefaults_CronJob
export function defaultCronJob(spec: Fields): Fields {
  const complete = withDefaults(spec, {
    concurrencyPolicy: 'Allow',
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  })
  return mapField(complete, 'jobTemplate', template =>
    mapField(withDefaults(template, { metadata: {} }), 'spec', defaultTemplate),
  )
}
