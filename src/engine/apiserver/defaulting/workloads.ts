import type { Fields } from '../../../base/fields'
import { mapField, withDefaults } from './default-fields'
import { defaultTemplate } from './pod-spec'

/** The strategy's type, and the limits of a rolling update if it is one. `withoutLimits`: what Go makes of limits it has no use for. */
function defaultStrategy(spec: Fields, field: string, limits: Fields, withoutLimits: Fields = {}): Fields {
  return mapField(withDefaults(spec, { [field]: {} }), field, strategy => {
    const typed = withDefaults(strategy, { type: 'RollingUpdate' })
    if (typed.type !== 'RollingUpdate') return mapField(typed, 'rollingUpdate', one => withDefaults(one, withoutLimits))
    return mapField(withDefaults(typed, { rollingUpdate: {} }), 'rollingUpdate', one => withDefaults(one, limits))
  })
}

// Models pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet
export function defaultDaemonSet(spec: Fields): Fields {
  const limits = { maxUnavailable: 1, maxSurge: 0 }
  return withDefaults(defaultStrategy(defaultTemplate(spec), 'updateStrategy', limits, { maxSurge: 0 }), {
    revisionHistoryLimit: 10,
  })
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
  return withDefaults(defaultStrategy(defaultTemplate(spec), 'updateStrategy', { partition: 0 }), {
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  })
}

export function defaultReplicaSet(spec: Fields): Fields {
  return withDefaults(defaultTemplate(spec), { replicas: 1 })
}

// Models pkg/apis/batch/v1/defaults.go SetDefaults_Job
export function defaultJob(spec: Fields): Fields {
  return withDefaults(defaultTemplate(spec), {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    completions: 1,
    parallelism: 1,
    podReplacementPolicy: 'TerminatingOrFailed',
    suspend: false,
  })
}

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
