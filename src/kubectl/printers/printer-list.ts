import type { ResourceType } from '../../k8s/resources'
import * as server from './api-server'
import * as autoscaling from './autoscaling'
import * as csi from './csi'
import { customPrinter } from './custom-object'
import { daemonSetPrinter } from './daemon-set'
import { deploymentPrinter } from './deployment'
import { eventPrinter, newerEventPrinter } from './event'
import * as flow from './flow-control'
import { cronJobPrinter, jobPrinter } from './job'
import * as networking from './networking'
import { nodePrinter } from './node'
import { volumeClaimPrinter, volumePrinter } from './persistent-volumes'
import { podPrinter } from './pod'
import { replicaSetPrinter } from './replica-set'
import { servicePrinter } from './service'
import * as small from './small-kinds'
import { statefulSetPrinter } from './stateful-set'
import type { TablePrinter } from './table-printer'

/** Who prints which kind (`group/Kind`). A new printer is one file and one line here. */
const PRINTERS: Readonly<Record<string, TablePrinter>> = {
  '/Pod': podPrinter,
  '/Node': nodePrinter,
  '/Event': eventPrinter,
  '/Service': servicePrinter,
  '/ConfigMap': small.configMapPrinter,
  '/Secret': small.secretPrinter,
  '/Namespace': small.namespacePrinter,
  '/ServiceAccount': small.nameAndAgePrinter,
  '/Endpoints': small.endpointsPrinter,
  '/ResourceQuota': small.resourceQuotaPrinter,
  '/ReplicationController': replicaSetPrinter,
  '/ComponentStatus': server.componentStatusPrinter,
  'apps/DaemonSet': daemonSetPrinter,
  'apps/Deployment': deploymentPrinter,
  'apps/ReplicaSet': replicaSetPrinter,
  'apps/StatefulSet': statefulSetPrinter,
  'apps/ControllerRevision': small.controllerRevisionPrinter,
  '/PersistentVolume': volumePrinter,
  '/PersistentVolumeClaim': volumeClaimPrinter,
  'apiregistration.k8s.io/APIService': server.apiServicePrinter,
  'autoscaling/HorizontalPodAutoscaler': autoscaling.autoscalerPrinter,
  'autoscaling/Scale': autoscaling.scalePrinter,
  'batch/Job': jobPrinter,
  'batch/CronJob': cronJobPrinter,
  'coordination.k8s.io/Lease': small.leasePrinter,
  'discovery.k8s.io/EndpointSlice': small.endpointSlicePrinter,
  'events.k8s.io/Event': newerEventPrinter,
  'networking.k8s.io/Ingress': networking.ingressPrinter,
  'networking.k8s.io/IngressClass': networking.ingressClassPrinter,
  'networking.k8s.io/IPAddress': networking.addressPrinter,
  'networking.k8s.io/ServiceCIDR': networking.serviceRangePrinter,
  'networking.k8s.io/NetworkPolicy': networking.networkPolicyPrinter,
  'policy/PodDisruptionBudget': small.disruptionBudgetPrinter,
  'rbac.authorization.k8s.io/RoleBinding': small.roleBindingPrinter,
  'flowcontrol.apiserver.k8s.io/FlowSchema': flow.flowSchemaPrinter,
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration': flow.priorityLevelPrinter,
  'rbac.authorization.k8s.io/ClusterRoleBinding': small.roleBindingPrinter,
  'scheduling.k8s.io/PriorityClass': small.priorityClassPrinter,
  'storage.k8s.io/CSIDriver': csi.driverPrinter,
  'storage.k8s.io/CSINode': csi.nodeDriversPrinter,
  'storage.k8s.io/StorageClass': small.storageClassPrinter,
}

// The server gives these only a name and the moment of creation.
const PLAIN_GROUPS = new Set(['', 'apiextensions.k8s.io', 'rbac.authorization.k8s.io'])

export function printerOf(type: ResourceType): TablePrinter {
  if (type.custom !== undefined) return customPrinter(type.custom)
  const own = PRINTERS[`${type.group}/${type.kind}`]
  return own ?? (PLAIN_GROUPS.has(type.group) ? small.plainPrinter : small.nameAndAgePrinter)
}
