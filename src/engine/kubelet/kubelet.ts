import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Node } from '../../k8s/node'
import type { Condition } from '../../k8s/object'
import type { Pod, PodStatus } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'
import { toTimestamp } from '../../k8s/time'
import type { Millis } from '../kernel/kernel'
import type { Pressure } from '../machines'
import type { EventRecorder } from '../runtime/event-recorder'
import type { VersionBehaviour } from '../version-behaviour'
import type { Refusal } from './admission'
import { BackOff } from './back-off'
import type { ContainerCommands } from './commands'
import type { ContainerRuntime } from './container-runtime'
import type { HostPaths } from './host-paths'
import type { ImageCatalog } from './image-catalog'
import { ImagePuller } from './image-puller'
import type { KubeletProcess } from './kubelet-process'
import { admitPod, type MachineFacts } from './pod-admission'
import { hasEnded, mergePodStatus } from './pod-status'
import { PodWorker } from './pod-worker'
import type { PodWorkerHost } from './pod-worker-host'
import { PodsInApi } from './pods-in-api'
import { StatusRounds } from './status-rounds'

const BEAT: Millis = 1000
const LOOK_AFTER_BEAT: Millis = 80
const CRASH_FIRST: Millis = 10_000
const CRASH_LONGEST: Millis = 300_000
/** A container that ran for longer than this before it ended is forgiven. */
const CRASH_FORGIVEN: Millis = 600_000

/** What a kubelet is started with: the machine that it runs on, and its ways to the API. */
export interface KubeletOptions {
  readonly name: string
  readonly hostIp: string
  readonly process: KubeletProcess
  readonly client: ApiClient
  readonly recorder: EventRecorder
  readonly runtime: ContainerRuntime
  readonly paths: HostPaths
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  /** Where within a second its beat falls. */
  readonly beatPhase: Millis
  readonly appArmor: boolean
  readonly evictedPodsFail: VersionBehaviour['evictedPodsFail']
  pressures(): readonly Pressure[]
}

/** The kubelet of one machine: takes in the pods of its node, or refuses them, and has a worker look after each. */
// Models pkg/kubelet/kubelet.go syncLoop
export class Kubelet implements PodWorkerHost {
  readonly name: string
  readonly hostIp: string
  readonly process: KubeletProcess
  readonly client: ApiClient
  readonly runtime: ContainerRuntime
  readonly images: ImagePuller
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  readonly paths: HostPaths
  readonly crashes = new BackOff(CRASH_FIRST, CRASH_LONGEST, CRASH_FORGIVEN)
  private readonly workers = new Map<string, PodWorker>()
  private readonly waiting = new Map<string, Pod>()
  private readonly statusRounds: StatusRounds
  private readonly pods: PodsInApi

  constructor(private readonly options: KubeletOptions) {
    const { name, hostIp, process, client, runtime, catalog, commands, paths } = options
    this.name = name
    this.hostIp = hostIp
    this.process = process
    this.statusRounds = new StatusRounds(process)
    this.client = client
    this.pods = new PodsInApi(client)
    this.runtime = runtime
    this.catalog = catalog
    this.commands = commands
    this.paths = paths
    this.images = new ImagePuller(process, name, runtime, catalog)
  }

  /** A pod was bound to the node, or was there when the kubelet started. */
  // Models kubelet.go HandlePodAdditions
  podAdded(pod: Pod): void {
    if (this.workers.has(pod.metadata.uid)) return
    if (hasEnded(pod.status.phase) || pod.metadata.deletionTimestamp !== undefined) {
      this.lookAfter(pod)
      return
    }
    const node = this.node()
    const decision = node && admitPod(pod, node, this.activePods(), this.machineFacts())
    switch (decision?.kind) {
      case 'refuse':
        this.reject(pod, decision.refusal)
        return
      case 'preempt':
        this.waiting.set(pod.metadata.uid, pod)
        for (const victim of decision.victims) this.preempt(victim)
        return
      default:
        this.lookAfter(pod)
    }
  }

  /** The pod changed in the API. A change of its status alone is our own, or somebody's mistake: then it is put right. */
  // Models kubelet.go HandlePodUpdates and HandlePodReconcile
  podUpdated(before: Pod, pod: Pod): void {
    const worker = this.workers.get(pod.metadata.uid)
    if (worker === undefined) {
      if (this.waiting.has(pod.metadata.uid)) this.waiting.set(pod.metadata.uid, pod)
      // Refused before the kubelet heard that it was being deleted.
      else if (pod.metadata.deletionTimestamp !== undefined) this.lookAfter(pod)
      return
    }
    if (before.spec !== pod.spec || metadataChanged(before, pod)) worker.update(pod)
    else worker.reconcile(pod)
  }

  /** The object is gone: whatever still runs of it is stopped. */
  // Models kubelet.go HandlePodRemoves
  podRemoved(pod: Pod): void {
    const uid = pod.metadata.uid
    this.waiting.delete(uid)
    const worker = this.workers.get(uid)
    if (worker === undefined) return
    if (worker.life === 'finished') this.forget(worker)
    else {
      worker.pod = pod
      worker.kill({ graceSeconds: pod.metadata.deletionGracePeriodSeconds ?? 0 })
    }
  }

  /** A container ended by itself. */
  runtimeChanged(podUid: string): void {
    this.workers.get(podUid)?.runtimeChanged()
  }

  /** What images do has changed: probes that slept on it look again. */
  wakeProbes(): void {
    for (const worker of this.workers.values()) worker.probes.wake()
  }

  private machineFacts(): MachineFacts {
    return { pressures: this.options.pressures(), appArmor: this.options.appArmor }
  }

  /** Pods whose containers run here, oldest first. */
  activePods(): Pod[] {
    return [...this.workers.values()].filter(({ life }) => isActive(life)).map(({ pod }) => pod)
  }

  /** Ends a pod against its will. */
  evict(uid: string, graceSeconds: number | undefined, reason: string, message: string, why: string): void {
    const override = (status: PodStatus): PodStatus => ({
      ...status,
      phase: 'Failed',
      reason,
      message,
      conditions: [...(status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget'), disruption(why)],
    })
    const says =
      this.options.evictedPodsFail === 'at-once' ? { lastWord: { phase: 'Failed', reason, message } } : { override }
    this.workers.get(uid)?.kill({ ...(graceSeconds === undefined ? {} : { graceSeconds }), ...says })
  }

  end(): void {
    for (const worker of this.workers.values()) worker.abandon()
    this.workers.clear()
    this.process.end()
  }

  /** The process is stopped, as with SIGSTOP. */
  standStill(): void {
    this.statusRounds.pause()
    this.process.suspend()
  }

  /** It goes on where it was. */
  // Models pkg/kubelet/status/status_manager.go syncBatch
  goOn(): void {
    this.process.resume()
    if (!this.statusRounds.hasOneOnResuming()) return
    for (const { report } of this.workers.values()) report.repairNow()
  }

  // ---- what the workers ask for

  beatFrom(time: Millis): Millis {
    const { beatPhase } = this.options
    return Math.ceil((time - beatPhase) / BEAT) * BEAT + beatPhase
  }

  nextStatusRound(): Millis {
    return this.statusRounds.next
  }

  lastLook(): Millis {
    const phase = this.options.beatPhase + LOOK_AFTER_BEAT
    return Math.floor((this.process.now - phase) / BEAT) * BEAT + phase
  }

  nextLook(): Millis {
    return this.lastLook() + BEAT
  }

  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void {
    this.options.recorder.event(pod, type, reason, message, fieldPath === undefined ? {} : { fieldPath })
  }

  // Models pkg/kubelet/status/status_manager.go syncPod
  writeStatus(pod: Pod, status: PodStatus, mayRun: boolean): void {
    const now = toTimestamp(this.process.now)
    this.pods.writeStatus(pod, current => mergePodStatus(current.status, status, mayRun, now))
  }

  podStopped(): void {
    this.retryWaiting()
  }

  // Models status_manager.go canBeDeleted
  podFinished(uid: string): void {
    const worker = this.workers.get(uid)
    if (worker === undefined) return
    this.images.forget(uid)
    this.crashes.forgetAll(`${uid}/`)
    const pod = this.pods.current(worker.pod)
    if (pod === undefined) this.forget(worker)
    else if (pod.metadata.deletionTimestamp !== undefined) this.pods.confirmDeletion(pod)
  }

  // ----

  private lookAfter(pod: Pod): void {
    const worker = new PodWorker(this, pod)
    this.workers.set(pod.metadata.uid, worker)
    worker.update(pod)
  }

  private forget(worker: PodWorker): void {
    worker.abandon()
    this.workers.delete(worker.uid)
    this.runtime.remove(worker.uid)
  }

  // Models pkg/kubelet/preemption/preemption.go evictPodsToFreeRequests
  private preempt(victim: Pod): void {
    const message = 'Preempted in order to admit critical pod'
    this.event(victim, 'Warning', 'Preempting', message)
    const why = 'Pod was preempted by Kubelet to accommodate a critical pod.'
    this.evict(victim.metadata.uid, undefined, 'Preempting', message, why)
  }

  // A critical pod waits for the room that was made for it.
  private retryWaiting(): void {
    if (this.waiting.size === 0) return
    const pods = [...this.waiting.values()]
    this.waiting.clear()
    const isStopping = [...this.workers.values()].some(({ life }) => life === 'terminating')
    for (const pod of pods) {
      if (isStopping) this.waiting.set(pod.metadata.uid, pod)
      else this.podAdded(pod)
    }
  }

  // Models kubelet.go rejectPod
  private reject(pod: Pod, { reason, message }: Refusal): void {
    this.event(pod, 'Warning', reason, message)
    const statusOf = (current: Pod): PodStatus => ({
      ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
      phase: 'Failed',
      message: `Pod was rejected: ${message}`,
      reason,
      ...(current.status.qosClass === undefined ? {} : { qosClass: current.status.qosClass }),
      startTime: toTimestamp(this.process.now),
    })
    this.pods.writeStatus(pod, statusOf, reason)
  }

  private node(): Node | undefined {
    return findObject(this.client, 'nodes', undefined, this.name) as Node | undefined
  }
}

function isActive(life: PodWorker['life']): boolean {
  return life === 'syncing' || life === 'terminating'
}

function disruption(message: string): Condition {
  return { type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message }
}

function metadataChanged(before: Pod, pod: Pod): boolean {
  const [a, b] = [before.metadata, pod.metadata]
  return (
    a.deletionTimestamp !== b.deletionTimestamp ||
    a.deletionGracePeriodSeconds !== b.deletionGracePeriodSeconds ||
    !deepEqual(a.labels, b.labels) ||
    !deepEqual(a.annotations, b.annotations)
  )
}
