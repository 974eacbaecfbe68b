import type { NewObject } from '../../../k8s/object'
import { canonicalAmounts } from './containers'
import { type Defaulting, mapField, ofSpec } from './default-fields'
import { defaultLimitRange } from './limit-range'
import { defaultPodSpecOfPod, defaultTemplate } from './pod-spec'
import {
  defaultCronJob,
  defaultDaemonSet,
  defaultDeployment,
  defaultJob,
  defaultReplicaSet,
  defaultReplicationController,
  defaultStatefulSet,
} from './workloads'

const DEFAULTING: Readonly<Record<string, Defaulting>> = {
  pods: ofSpec(defaultPodSpecOfPod),
  podtemplates: object => defaultTemplate(object) as NewObject,
  'daemonsets.apps': ofSpec(defaultDaemonSet),
  'deployments.apps': ofSpec(defaultDeployment),
  'replicasets.apps': ofSpec(defaultReplicaSet),
  'statefulsets.apps': ofSpec(defaultStatefulSet),
  replicationcontrollers: defaultReplicationController,
  'jobs.batch': defaultJob,
  'cronjobs.batch': ofSpec(defaultCronJob),
  limitranges: ofSpec(defaultLimitRange),
  resourcequotas: ofSpec(spec => mapField(spec, 'hard', canonicalAmounts)),
}

/** Defaults of pods, of what makes pods, and of what bounds them; other kinds stay as they are. */
export function applyWorkloadDefaults(resource: string, object: NewObject): NewObject {
  return DEFAULTING[resource]?.(object) ?? object
}
