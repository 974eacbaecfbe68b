import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { describeCronJob } from './cron-job'
import { describeNodeDrivers } from './csi-node'
import { describeDaemonSet } from './daemon-set'
import { describeDeployment } from './deployment'
import { DescribeWriter } from './describe-writer'
import type { DescribeContext, Describer } from './describer'
import { describeEndpoints } from './endpoints'
import { describeAnything } from './generic'
import { describeAutoscaler } from './horizontal-pod-autoscaler'
import { describeIngress } from './ingress'
import { describeJob } from './job'
import { describeNode } from './node'
import { describePersistentVolume, describeVolumeClaim } from './persistent-volumes'
import { describePod } from './pod'
import { describeReplicaSet } from './replica-set'
import { describeRole } from './role'
import { describeRoleBinding } from './role-binding'
import { describeService } from './service'
import { describeAddress, describeServiceRange } from './service-addresses'
import * as small from './small-kinds'
import { describeStatefulSet } from './stateful-set'

/** Who describes which kind (`group/Kind`). A new describer is one file and one line here. */
const DESCRIBERS: Readonly<Record<string, Describer>> = {
  '/ConfigMap': small.describeConfigMap,
  '/Endpoints': describeEndpoints,
  '/LimitRange': small.describeLimitRange,
  '/Namespace': small.describeNamespace,
  '/Node': describeNode,
  '/PersistentVolume': describePersistentVolume,
  '/PersistentVolumeClaim': describeVolumeClaim,
  '/Pod': describePod,
  '/ReplicationController': describeReplicaSet,
  '/ResourceQuota': small.describeResourceQuota,
  '/Secret': small.describeSecret,
  '/Service': describeService,
  '/ServiceAccount': small.describeServiceAccount,
  'apps/DaemonSet': describeDaemonSet,
  'apps/Deployment': describeDeployment,
  'apps/ReplicaSet': describeReplicaSet,
  'apps/StatefulSet': describeStatefulSet,
  'autoscaling/HorizontalPodAutoscaler': describeAutoscaler,
  'discovery.k8s.io/EndpointSlice': small.describeEndpointSlice,
  'batch/CronJob': describeCronJob,
  'batch/Job': describeJob,
  'networking.k8s.io/Ingress': describeIngress,
  'networking.k8s.io/IPAddress': describeAddress,
  'networking.k8s.io/ServiceCIDR': describeServiceRange,
  'policy/PodDisruptionBudget': small.describeDisruptionBudget,
  'rbac.authorization.k8s.io/ClusterRole': describeRole,
  'rbac.authorization.k8s.io/ClusterRoleBinding': describeRoleBinding,
  'rbac.authorization.k8s.io/RoleBinding': describeRoleBinding,
  'rbac.authorization.k8s.io/Role': describeRole,
  'scheduling.k8s.io/PriorityClass': small.describePriorityClass,
  'storage.k8s.io/CSINode': describeNodeDrivers,
}

/** The text of `describe` for one object. */
export function describeObject(type: ResourceType, object: KubeObject, context: DescribeContext): string {
  const writer = new DescribeWriter()
  const describer = DESCRIBERS[`${type.group}/${type.kind}`] ?? describeAnything
  describer(writer, object, context)
  return writer.aligned()
}
