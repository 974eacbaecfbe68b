import { objectKey } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { ComponentContext } from '../component'
import type { Millis } from '../kernel/kernel'
import type { Random } from '../kernel/random'
import type { Informer } from '../runtime/informer'
import { type Process, request, runProcess } from '../runtime/process'
import { clusterSources } from './cluster-sources'
import { watchCluster } from './cluster-watch'
import { evictVictims } from './evict-victims'
import { unboundClaims } from './filters/volume-claims'
import { type Diagnosis, fitErrorMessage } from './fit-error'
import { NodeCache } from './node-cache'
import { NominatedPods } from './nominated-pods'
import type { PluginName } from './plugin'
import { podPriority } from './pod-priority'
import { podStatusUpdate } from './pod-status-updates'
import { type PreemptionPlan, planPreemption } from './preemption'
import { profileOf } from './profile'
import { isWorthTrying } from './queueing-hints'
import { tryByResourceKind } from './resource-kind-events'
import { schedulePod } from './schedule-pod'
import { type QueuedPod, SchedulingQueue } from './scheduling-queue'
import type { PodDisruptionBudget, Victims } from './victims'

/** The running scheduler. Paused, it places no Pods but keeps watching. */
export interface Scheduler {
  pause(): void
  resume(): void
}

const NO_REJECTORS: ReadonlySet<PluginName> = new Set()

/** Starts the default scheduler: every Pod without a node is given one, one at a time. */
// Models pkg/scheduler/scheduler.go Run
export function startScheduler(context: ComponentContext): Scheduler {
  return new SchedulingLoop(context)
}

/** What is left to do for a Pod that got no node. */
interface Failure {
  readonly message: string
  readonly rejectors: ReadonlySet<PluginName>
  readonly reason: 'Unschedulable' | 'SchedulerError'
  /** '' takes a nomination back, undefined leaves it. */
  readonly nominate?: string
}

class SchedulingLoop implements Scheduler {
  private readonly cache: NodeCache
  private readonly queue: SchedulingQueue
  private readonly nominated = new NominatedPods()
  private readonly preempting = new Set<string>()
  private readonly pods: Informer<Pod>
  private readonly budgets: Informer<PodDisruptionBudget>
  private readonly random: Random
  private readonly wakeTimes = new Set<Millis>()
  private cycleScheduled = false
  private paused = false
  /** Where the search for nodes goes on. */
  private start = 0

  constructor(private readonly context: ComponentContext) {
    const { informers, kernel, behaviour } = context
    this.random = kernel.random('scheduler')
    this.cache = new NodeCache(clusterSources(informers), profileOf(behaviour))
    this.pods = informers.informer<Pod>('pods')
    this.budgets = informers.informer<PodDisruptionBudget>('poddisruptionbudgets.policy')
    this.queue = new SchedulingQueue({
      now: () => kernel.now,
      wake: (time, idle) => this.wake(time, idle),
      isPreempting: uid => this.preempting.has(uid),
      isWorthTrying: behaviour.retriesUnschedulable === 'hints' ? isWorthTrying : tryByResourceKind(this.cache),
      cutsBackoffShort: behaviour.cutsBackoffShort,
    })
    informers.informer('storageclasses.storage.k8s.io').handle({
      added: () => {
        this.cache.delayed ??= context.startDelayedVolumes(context, claim =>
          this.queue.moveAll({ kind: 'claim', claim }),
        )
      },
    })
    watchCluster(informers, { cache: this.cache, queue: this.queue, nominated: this.nominated })
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
    this.scheduleCycle()
  }

  private wake(time: Millis, idle: boolean): void {
    const { kernel } = this.context
    if (time <= kernel.now) {
      this.scheduleCycle()
      return
    }
    if (this.wakeTimes.has(time)) return
    this.wakeTimes.add(time)
    const look = () => {
      this.wakeTimes.delete(time)
      this.queue.flush()
      this.scheduleCycle()
    }
    kernel.scheduleAt(time, 'scheduler queue', look, { idle })
  }

  private scheduleCycle(): void {
    if (this.cycleScheduled || this.paused || !this.queue.isReady) return
    this.cycleScheduled = true
    this.context.kernel.schedule(this.context.timings.schedulingCycle, 'scheduling cycle', () => {
      this.cycleScheduled = false
      if (this.paused) return
      const queued = this.queue.pop()
      if (queued !== undefined) this.scheduleOne(queued)
      this.scheduleCycle()
    })
  }

  // Models pkg/scheduler/schedule_one.go scheduleOnePod
  private scheduleOne(queued: QueuedPod): void {
    const { pod } = queued
    const { namespace, name, uid, deletionTimestamp } = pod.metadata
    if (deletionTimestamp !== undefined) {
      const message = `skip schedule deleting pod: ${namespace}/${name}`
      this.context.recorder.event(pod, 'Warning', 'FailedScheduling', message)
      return
    }
    if (this.cache.isAssumed(uid)) return
    if (this.cache.nodes.length === 0) {
      const message = 'no nodes available to schedule pods'
      this.fail(queued, { message, rejectors: NO_REJECTORS, reason: 'Unschedulable', nominate: '' })
      return
    }
    const decision = schedulePod(pod, this.cache, node => this.nominated.on(node), this.start, this.random)
    this.start = (this.start + decision.searched) % this.cache.nodes.length
    if (decision.kind === 'node') this.bind(queued, decision.node, decision.because)
    else this.preempt(queued, decision.diagnosis)
  }

  private bind(queued: QueuedPod, node: string, because: string): void {
    const { client, kernel, limiter, recorder } = this.context
    const { pod } = queued
    const { namespace, name, uid } = pod.metadata
    this.cache.assume(pod, node)
    this.nominated.remove(uid)
    const binding = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { namespace: namespace ?? '', name, uid },
      target: { apiVersion: 'v1', kind: 'Node', name: node },
    }
    function* bindPod(): Process {
      yield* request(() => client.create('pods', binding, { subresource: 'binding', because }))
      recorder.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`)
    }
    const bindNow = () =>
      runProcess(kernel, limiter, `bind ${name}`, bindPod(), error => {
        if (error !== undefined) this.bindingFailed(queued, asRefusal(error), 'Bind plugin "DefaultBinder"')
      })
    const claims = unboundClaims(pod, this.cache)
    const info = this.cache.node(node)
    if (claims.length === 0 || info === undefined || this.cache.delayed === undefined) bindNow()
    else
      this.cache.delayed.bind(pod, info, claims, error => {
        if (error === undefined) bindNow()
        else this.bindingFailed(queued, error, 'PreBind plugin "VolumeBinding": binding volumes')
      })
  }

  // Models pkg/scheduler/schedule_one.go handleBindingCycleError
  private bindingFailed(queued: QueuedPod, error: Error, where: string): void {
    const { pod } = queued
    if (this.cache.forget(pod.metadata.uid)) this.queue.moveAll({ kind: 'pod-gone', pod })
    const message = `running ${where}: ${error.message}`
    this.fail(queued, { message, rejectors: NO_REJECTORS, reason: 'SchedulerError', nominate: '' })
  }

  private preempt(queued: QueuedPod, diagnosis: Diagnosis): void {
    const { behaviour } = this.context
    if (diagnosis.preFilterMessage !== undefined && behaviour.asksDeviceClaims) {
      // Turned down before the plugin for device claims has looked at the Pod: asked afterwards, it finds no notes of its own.
      const { rejectors } = diagnosis
      this.fail(queued, { message: fitErrorMessage(diagnosis, 'not found'), rejectors, reason: 'Unschedulable' })
      return
    }
    const pod = this.pods.get(objectKey(queued.pod)) ?? queued.pod
    const budgets = [...this.budgets.list()]
    const plan = planPreemption(pod, this.cache, diagnosis, node => this.nominated.on(node), budgets, this.random)
    if (plan.kind === 'preempt') this.preempting.add(pod.metadata.uid)
    const { rejectors } = diagnosis
    this.fail(queued, {
      message: fitErrorMessage(diagnosis, this.postFilterMessage(plan)),
      rejectors,
      reason: 'Unschedulable',
      ...nomination(plan),
    })
    if (plan.kind === 'preempt') this.evict(pod, plan.victims)
  }

  /** The plugin for device claims is asked first and always says the same; a successful preemption says nothing. */
  private postFilterMessage(plan: PreemptionPlan): string {
    const { speaksOfPreemption, asksDeviceClaims } = this.context.behaviour
    if (plan.kind === 'preempt' || !speaksOfPreemption) return ''
    return asksDeviceClaims ? `no new claims to deallocate, ${plan.message}` : plan.message
  }

  private evict(preemptor: Pod, victims: Victims): void {
    const { kernel, limiter } = this.context
    const { uid, name } = preemptor.metadata
    const rivals = this.nominated.on(victims.node).filter(other => podPriority(other) < podPriority(preemptor))
    runProcess(
      kernel,
      limiter,
      `preempt for ${name}`,
      evictVictims(this.context, preemptor, victims, rivals),
      error => {
        this.preempting.delete(uid)
        if (error !== undefined) {
          asRefusal(error)
          this.queue.force(uid)
        } else if (this.hearsOfVictims(victims)) this.queue.retryAfterBackoff(uid)
      },
    )
  }

  /** Before hints, any news of a Pod while another was being tried sent that one to its pause: those of its victims too. */
  // Models pkg/scheduler/internal/queue/scheduling_queue.go AddUnschedulableIfNotPresent and moveRequestCycle of 1.30
  private hearsOfVictims({ pods }: Victims): boolean {
    const isNews = ({ metadata }: Pod) => metadata.deletionTimestamp === undefined
    return this.context.behaviour.retriesUnschedulable === 'resource-kinds' && pods.some(isNews)
  }

  // Models pkg/scheduler/schedule_one.go handleSchedulingFailure
  private fail(queued: QueuedPod, { message, rejectors, reason, nominate }: Failure): void {
    const { client, kernel, limiter, recorder } = this.context
    const pod = this.pods.get(objectKey(queued.pod))
    if (pod === undefined || pod.metadata.uid !== queued.pod.metadata.uid || pod.spec.nodeName) return
    this.queue.putBack(queued, pod, rejectors)
    this.nominated.set(pod, nominate ?? pod.status?.nominatedNodeName)
    recorder.event(pod, 'Warning', 'FailedScheduling', message)
    const condition = { type: 'PodScheduled', status: 'False', reason, message } as const
    const update = { condition, ...(nominate === undefined ? {} : { nominatedNodeName: nominate }) }
    const call = podStatusUpdate(client, pod, update, kernel.now, 'no node fits')
    if (call === undefined) return
    function* patch(): Process {
      yield* request(call as () => unknown)
    }
    runProcess(kernel, limiter, `status of ${pod.metadata.name}`, patch(), error => {
      if (error !== undefined) asRefusal(error)
    })
  }
}

function nomination(plan: PreemptionPlan): { readonly nominate?: string } {
  if (plan.kind === 'preempt') return { nominate: plan.victims.node }
  return plan.kind === 'no-candidate' ? { nominate: '' } : {}
}

/** A refusal by the API server is life in a cluster; anything else is a fault of ours and must be seen. */
function asRefusal(error: unknown): Error {
  if (error instanceof Error && error.name === 'ApiError') return error
  throw error
}
