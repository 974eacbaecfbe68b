import type { Component, ComponentContext } from '../component'
import { startDaemonSetController } from './daemonset/daemonset-controller'
import { startDisruptionController } from './disruption/disruption-controller'
import { startEndpointSliceController } from './endpointslice/endpointslice-controller'
import { startGarbageCollector } from './garbage-collector/garbage-collector'
import { startNamespaceController } from './namespace/namespace-controller'
import { startNodeLifecycleController } from './node-lifecycle/node-lifecycle-controller'
import { startPodGcController } from './pod-gc/pod-gc-controller'
import { startResourceQuotaController } from './resource-quota/resource-quota-controller'
import { startServiceAccountController } from './service-account/service-account-controller'
import { startTaintEvictionController } from './taint-eviction/taint-eviction-controller'

export type StartController = (context: ComponentContext) => Component

/** One controller of the controller manager. A new one is a folder here and a line in one of these lists. */
export interface ControllerEntry {
  /** By which it is paused and resumed. */
  readonly name: string
  /** Who it is in events and change sets: the names of the real components. */
  readonly component: string
  readonly start: StartController
}

export const CONTROLLERS: readonly ControllerEntry[] = [
  { name: 'daemonset', component: 'daemonset-controller', start: startDaemonSetController },
  { name: 'node-lifecycle', component: 'node-controller', start: startNodeLifecycleController },
  { name: 'taint-eviction', component: 'taint-eviction-controller', start: startTaintEvictionController },
  { name: 'garbage-collector', component: 'garbage-collector', start: startGarbageCollector },
  { name: 'pod-gc', component: 'pod-garbage-collector', start: startPodGcController },
  { name: 'namespace', component: 'namespace-controller', start: startNamespaceController },
  { name: 'disruption', component: 'controllermanager', start: startDisruptionController },
  { name: 'endpointslice', component: 'endpoint-slice-controller', start: startEndpointSliceController },
  { name: 'resource-quota', component: 'resourcequota-controller', start: startResourceQuotaController },
  { name: 'service-account', component: 'service-account-controller', start: startServiceAccountController },
]

const CLAIMS = 'persistentvolumeclaims'
const VOLUMES = 'persistentvolumes'

/** Controllers of what only people make: each starts with the first object of its resources (`late-controllers.ts`). */
export const LATE_CONTROLLERS = [
  { name: 'replicaset', component: 'replicaset-controller', startsWith: ['deployments.apps', 'replicasets.apps'] },
  { name: 'deployment', component: 'deployment-controller', startsWith: ['deployments.apps'] },
  { name: 'statefulset', component: 'statefulset-controller', startsWith: ['statefulsets.apps'] },
  { name: 'cronjob', component: 'cronjob-controller', startsWith: ['cronjobs.batch'] },
  { name: 'job', component: 'job-controller', startsWith: ['jobs.batch'] },
  { name: 'ttl-after-finished', component: 'ttl-after-finished-controller', startsWith: ['jobs.batch'] },
  { name: 'persistent-volume', component: 'persistentvolume-controller', startsWith: [CLAIMS, VOLUMES] },
  { name: 'claim-protection', component: 'pvc-protection-controller', startsWith: [CLAIMS] },
  { name: 'volume-protection', component: 'pv-protection-controller', startsWith: [VOLUMES] },
  { name: 'service-account-token', component: 'tokens-controller', startsWith: ['secrets'] },
] as const satisfies readonly (Omit<ControllerEntry, 'start'> & { readonly startsWith: readonly string[] })[]

/** How each of them is started. */
export type LateControllers = Readonly<Record<(typeof LATE_CONTROLLERS)[number]['name'], StartController>>
