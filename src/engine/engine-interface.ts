import type { ApiClient } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import type { ObjectChecks } from './apiserver/object-checks'
import type { ChangeSet } from './change-set'
import type { DaemonSetExplanation, NodeExplanation } from './explanation'
import type { Millis } from './kernel/kernel'
import type { MachineSpec, Machines } from './machines'
import type { Timings } from './timings'
import type { KubernetesVersion, VersionBehaviour } from './version-behaviour'

export interface EngineOptions {
  readonly version?: KubernetesVersion
  readonly seed: number
  readonly machines?: readonly MachineSpec[]
  readonly timings?: Partial<Timings>
}

/** The processes that keep caches of what the API server holds. The kubelets of all machines share theirs. */
export const WATCHING_PROCESSES = ['controller-manager', 'scheduler', 'kubelets'] as const
export type WatchingProcess = (typeof WATCHING_PROCESSES)[number]

/** One process's cache of one resource, to be looked at from outside. */
export interface WatchCache {
  readonly process: WatchingProcess
  readonly resource: string
  readonly size: number
  /** How many writes it has not heard of yet. */
  readonly behind: number
  /** What the process believes, by `namespace/name`. */
  get(key: string): KubeObject | undefined
  /** What it will believe once everything on its way has arrived. */
  eventually(key: string): KubeObject | undefined
}

/** A simulated cluster. Synchronous and deterministic: the same options and the same calls give the same bytes. */
export interface Engine {
  readonly now: Millis
  /** What its version of Kubernetes decides. */
  readonly behaviour: VersionBehaviour
  /** Events of virtual time carried out so far. */
  readonly processedEvents: number
  /** Nothing but timers and heartbeats is left. */
  readonly settled: boolean
  /** Settled, but a rollout waits for Pods to have been ready long enough. */
  readonly waiting: boolean
  readonly machines: Machines
  /** A client of the API server; `user` is who the changes are said to be by. */
  client(user: string): ApiClient
  /** From now on the API server reads and judges what it is sent; an engine of `createEngine` does so from the start. */
  checkWith(checks: ObjectChecks): void
  /** Every stored object, by resource and in the order of creation. */
  objects(): readonly KubeObject[]
  /** Called within each transaction. */
  onChange(listener: (change: ChangeSet) => void): void
  nextEventTime(): Millis | undefined
  /** Carries out the next event of the queue; false when there is none. */
  step(): boolean
  runUntil(time: Millis): void
  /** Runs until nothing but timers is left, but no further than `limit` virtual milliseconds from now. True when settled. */
  runUntilSettled(limit?: Millis): boolean
  /** Undefined when there is no such DaemonSet. */
  explainDaemonSet(namespace: string, name: string): DaemonSetExplanation | undefined
  explainNode(namespace: string, name: string, node: string): NodeExplanation | undefined
  /** Stops and restarts one component's leadership (`daemonset`, `scheduler`, …), for experiments and tests. */
  pauseComponent(name: string): void
  resumeComponent(name: string): void
  /** Names of the components that can be paused. */
  componentNames(): readonly string[]
  /** The process hears no more of the resource until `releaseWatch`. Throws RangeError when it does not watch it. */
  holdWatch(process: WatchingProcess, resource: string): void
  releaseWatch(process: WatchingProcess, resource: string): void
  caches(): readonly WatchCache[]
}
