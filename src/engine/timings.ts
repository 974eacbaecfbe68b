import type { Millis } from './kernel/kernel'

/** How long things take, and the limits of the real components' clients. All of it is data of the scenario. */
export interface Timings {
  /** From a write until a watching component knows of it. */
  readonly watchDelay: Millis
  /** One pass of the scheduler over one pod. */
  readonly schedulingCycle: Millis
  readonly controllerManager: { readonly requestsPerSecond: number; readonly burst: number }
  readonly scheduler: { readonly requestsPerSecond: number; readonly burst: number }
  readonly kubelet: { readonly requestsPerSecond: number; readonly burst: number }
  /** How often the kubelet renews its lease; half of what the node controller waits for is left as margin. */
  readonly leaseRenewal: Millis
  readonly nodeMonitorPeriod: Millis
  /** Without a renewal for this long, the node controller marks the node Unknown. */
  readonly nodeMonitorGracePeriod: Millis
  readonly podGcPeriod: Millis
}

export const DEFAULT_TIMINGS: Timings = {
  watchDelay: 10,
  schedulingCycle: 2,
  controllerManager: { requestsPerSecond: 20, burst: 30 },
  scheduler: { requestsPerSecond: 50, burst: 100 },
  kubelet: { requestsPerSecond: 50, burst: 100 },
  leaseRenewal: 10_000,
  nodeMonitorPeriod: 5_000,
  nodeMonitorGracePeriod: 50_000,
  podGcPeriod: 20_000,
}
