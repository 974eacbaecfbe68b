import type { Fields } from '../../../base/fields'
import { encodeBase64 } from '../../../k8s/base64'
import type { NewObject } from '../../../k8s/object'
import { canonicalAmounts } from './containers'
import { mapField, mapItems, withDefaults } from './default-fields'
import { defaultLimitRange } from './limit-range'
import { defaultPodSpecOfPod, defaultTemplate } from './pod-spec'
import { defaultService } from './service'
import {
  defaultCronJob,
  defaultDaemonSet,
  defaultDeployment,
  defaultJob,
  defaultReplicaSet,
  defaultReplicationController,
  defaultStatefulSet,
} from './workloads'

type Defaulting = (object: NewObject) => NewObject

const ofSpec =
  (change: (spec: Fields) => Fields): Defaulting =>
  object =>
    mapField(withDefaults(object, { spec: {} }), 'spec', change)

/** Resource name → what the server fills in when an object of it is written. */
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
  services: ofSpec(defaultService),
  'rolebindings.rbac.authorization.k8s.io': defaultBinding,
  'clusterrolebindings.rbac.authorization.k8s.io': defaultBinding,
  'storageclasses.storage.k8s.io': object =>
    withDefaults(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  namespaces: defaultNamespace,
  nodes: defaultNode,
  secrets: defaultSecret,
  limitranges: ofSpec(defaultLimitRange),
  resourcequotas: ofSpec(spec => mapField(spec, 'hard', canonicalAmounts)),
  'priorityclasses.scheduling.k8s.io': object => withDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  persistentvolumeclaims: ofSpec(spec => withDefaults(spec, { volumeMode: 'Filesystem' })),
  persistentvolumes: ofSpec(spec =>
    withDefaults(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }),
  ),
  'endpointslices.discovery.k8s.io': object =>
    mapItems(object, 'ports', port => ({
      ...(port.name === undefined ? { name: '' } : {}),
      ...withDefaults(port, { protocol: 'TCP' }),
    })),
}

/** The object with the server's defaults; the same object when it has them all. */
export function applyDefaults(resource: string, object: NewObject): NewObject {
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

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' }

// Models pkg/apis/rbac/v1/defaults.go SetDefaults_RoleBinding and SetDefaults_Subject
function defaultBinding(object: NewObject): NewObject {
  const referring = mapField(object, 'roleRef', role => withDefaults(role, RBAC))
  return mapItems(referring, 'subjects', subject =>
    subject.kind === 'User' || subject.kind === 'Group' ? withDefaults(subject, RBAC) : subject,
  )
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_NodeStatus
function defaultNode(object: NewObject): NewObject {
  return mapField(withDefaults(object, { spec: {} }), 'status', status =>
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
