import type { NewObject } from '../../../k8s/object'
import { defaultDefinition } from '../custom-resources'
import { defaultAutoscaler } from './autoscaler'
import { canonicalAmounts } from './containers'
import { type Defaulting, mapField, ofSpec } from './default-fields'
import { defaultLimitRange } from './limit-range'
import { defaultIngressClass, defaultNetworkPolicy } from './network'
import { defaultPodSpecOfPod, defaultTemplate } from './pod-spec'
import { defaultClaim, defaultDriver, defaultStorageClass, defaultVolume } from './storage'
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
  persistentvolumeclaims: defaultClaim,
  persistentvolumes: defaultVolume,
  'storageclasses.storage.k8s.io': defaultStorageClass,
  'csidrivers.storage.k8s.io': defaultDriver,
  'networkpolicies.networking.k8s.io': defaultNetworkPolicy,
  'ingressclasses.networking.k8s.io': defaultIngressClass,
  'horizontalpodautoscalers.autoscaling': defaultAutoscaler,
  'customresourcedefinitions.apiextensions.k8s.io': ofSpec(defaultDefinition),
}

/** Defaults of pods, of what makes pods, and of what else only people make; other kinds stay as they are. */
export function applyWorkloadDefaults(resource: string, object: NewObject): NewObject {
  return DEFAULTING[resource]?.(object) ?? object
}
