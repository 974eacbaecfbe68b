import type { ComponentContext } from '../component'
import { startCronJobController } from './cronjob/cronjob-controller'
import { startDaemonSetController } from './daemonset/daemonset-controller'
import { startDeploymentController } from './deployment/deployment-controller'
import { startDisruptionController } from './disruption/disruption-controller'
import { startEndpointSliceController } from './endpointslice/endpointslice-controller'
import { startGarbageCollector } from './garbage-collector/garbage-collector'
import { startJobController } from './job/job-controller'
import { startNamespaceController } from './namespace/namespace-controller'
import { startNodeLifecycleController } from './node-lifecycle/node-lifecycle-controller'
import { startPersistentVolumeController } from './persistent-volume/persistent-volume-controller'
import { startClaimProtection, startVolumeProtection } from './persistent-volume/protection-controller'
import { startPodGcController } from './pod-gc/pod-gc-controller'
import { startReplicaSetController } from './replicaset/replicaset-controller'
import { startResourceQuotaController } from './resource-quota/resource-quota-controller'
import { startServiceAccountController } from './service-account/service-account-controller'
import { startStatefulSetController } from './statefulset/statefulset-controller'
import { startTaintEvictionController } from './taint-eviction/taint-eviction-controller'
import { startTtlAfterFinishedController } from './ttl-after-finished/ttl-after-finished-controller'

/** One controller of the controller manager. A new one is a folder here and a line in this list. */
export interface ControllerEntry {
  /** By which it is paused and resumed. */
  readonly name: string
  /** Who it is in events and change sets: the names of the real components. */
  readonly component: string
  readonly start: (context: ComponentContext) => { pause(): void; resume(): void }
}

export const CONTROLLERS: readonly ControllerEntry[] = [
  { name: 'daemonset', component: 'daemonset-controller', start: startDaemonSetController },
  { name: 'replicaset', component: 'replicaset-controller', start: startReplicaSetController },
  { name: 'deployment', component: 'deployment-controller', start: startDeploymentController },
  { name: 'statefulset', component: 'statefulset-controller', start: startStatefulSetController },
  { name: 'cronjob', component: 'cronjob-controller', start: startCronJobController },
  { name: 'job', component: 'job-controller', start: startJobController },
  {
    name: 'ttl-after-finished',
    component: 'ttl-after-finished-controller',
    start: startTtlAfterFinishedController,
  },
  { name: 'node-lifecycle', component: 'node-controller', start: startNodeLifecycleController },
  { name: 'taint-eviction', component: 'taint-eviction-controller', start: startTaintEvictionController },
  { name: 'garbage-collector', component: 'garbage-collector', start: startGarbageCollector },
  { name: 'pod-gc', component: 'pod-garbage-collector', start: startPodGcController },
  { name: 'namespace', component: 'namespace-controller', start: startNamespaceController },
  { name: 'disruption', component: 'controllermanager', start: startDisruptionController },
  { name: 'endpointslice', component: 'endpoint-slice-controller', start: startEndpointSliceController },
  { name: 'resource-quota', component: 'resourcequota-controller', start: startResourceQuotaController },
  { name: 'persistent-volume', component: 'persistentvolume-controller', start: startPersistentVolumeController },
  { name: 'claim-protection', component: 'pvc-protection-controller', start: startClaimProtection },
  { name: 'volume-protection', component: 'pv-protection-controller', start: startVolumeProtection },
  { name: 'service-account', component: 'service-account-controller', start: startServiceAccountController },
]
