import {
  finishedCondition,
  hasMetSuccessCriteria,
  isJobSuspended,
  JOB_TRACKING_FINALIZER,
  type Job,
} from '../../../k8s/batch'
import type { Condition } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { claimObjects } from '../../runtime/claim-pods'
import { objectsOfController } from '../../runtime/controller-index'
import { type Process, request } from '../../runtime/process'
import { createPods, type Done, deleteActive, deleteSurplus, NOTHING_DONE } from './carry-out'
import { isTracked, type JobFacts, lookAtPods } from './job-facts'
import { asCondition, completion, earlyOutcome, isComplete, jobCondition, remainingTime } from './job-outcome'
import { JOBS, type JobTools } from './job-tools'
import { planPods } from './pod-plan'
import { noteEnded, type Tracking } from './pod-tracking'
import { isManagedElsewhere, releasePods } from './release-pods'
import { countReleased, draftOf, ensureCondition, type StatusDraft, startNow, statusOf } from './status-draft'

/** One pass over one Job: look at its pods, decide whether it ends, make or delete pods, count those that have ended. */
// Models pkg/controller/job/job_controller.go syncJob
export function* syncJob(tools: JobTools, key: string): Process {
  tools.gate.check(key)
  const job = tools.jobs.get(key)
  if (job === undefined) {
    tools.expectations.forget(key)
    tools.finalizers.forget(key)
    tools.gate.clear(key)
    tools.failures.delete(key)
    return
  }
  if (isManagedElsewhere(job)) return
  const { uid } = job.metadata
  if (finishedCondition(job) !== undefined) {
    tools.failures.delete(key)
    tools.gate.clear(key, uid)
    tools.finished.delete(uid)
    return
  }
  if (tools.finished.has(uid)) return
  yield* new JobPass(tools, key, job).run()
}

class JobPass {
  private readonly draft: StatusDraft

  constructor(
    private readonly tools: JobTools,
    private readonly key: string,
    /** As the server had it last. */
    private job: Job,
  ) {
    this.draft = draftOf(job.status)
  }

  *run(): Process {
    const { tools, key, draft } = this
    const maySync = tools.expectations.satisfied(key)
    const pods = yield* this.claimPods()
    if (draft.startTime === undefined && !isJobSuspended(this.job)) startNow(draft, this.now)
    const job = { ...this.job, status: statusOf(draft) }
    const released = tools.finalizers.expected(key)
    const facts = lookAtPods(job, pods, { released, backoff: tools.failures.get(key) })
    this.wakeAtDeadline(job)
    const early = earlyOutcome(facts, this.now, tools.context.behaviour)
    if (early === undefined) yield* this.goOn(facts, maySync)
    else yield* this.end(facts, early, maySync)
  }

  private get now(): number {
    return this.tools.context.kernel.now
  }

  private wakeAtDeadline(job: Job): void {
    const remaining = remainingTime(job, this.now)
    if (remaining !== undefined && remaining > 0) this.tools.wakeAtDeadline(this.key, remaining)
  }

  // Models pkg/controller/job/job_controller.go getPodsForJob
  private *claimPods(): Process<readonly Pod[]> {
    const { job, tools } = this
    const finalizers = [JOB_TRACKING_FINALIZER]
    return yield* claimObjects<Pod>({
      client: tools.context.client,
      owner: job,
      ownerResource: JOBS,
      selector: job.spec.selector ?? {},
      resource: 'pods',
      candidates: objectsOfController(tools.pods, job, true),
      finalizers,
    })
  }

  /** The Job is to end: what is still active has to go first. */
  private *end(facts: JobFacts, outcome: Condition, maySync: boolean): Process {
    const { active } = facts
    const because = `Job ${this.job.metadata.name} ends: ${outcome.message}`
    const done = yield* deleteActive(this.tools, this.job, active, because)
    const mayFinish = maySync && done.deleted === active.length
    yield* this.record(facts, done, mayFinish ? outcome : undefined, false)
    if (done.failure !== undefined) throw done.failure
  }

  private *goOn(facts: JobFacts, maySync: boolean): Process {
    const manages = maySync && this.job.metadata.deletionTimestamp === undefined
    const done = manages ? yield* this.managePods(facts) : NOTHING_DONE
    const active = facts.active.length + done.created - done.deleted
    const isOver = isComplete(facts.job, facts.succeeded, active)
    const changed = !isOver && manages && this.noteSuspension()
    const { behaviour } = this.tools.context
    yield* this.record(facts, done, isOver ? completion(this.now, behaviour) : undefined, changed)
    if (done.failure !== undefined) throw done.failure
  }

  private *managePods(facts: JobFacts): Process<Done> {
    const { tools, key } = this
    const plan = planPods(facts, this.now)
    if (plan === undefined) return NOTHING_DONE
    if ('delete' in plan) return yield* deleteSurplus(tools, key, this.job, plan.delete, plan.because)
    if ('create' in plan) return yield* createPods(tools, key, facts, plan.create, plan.because)
    tools.wakeAfter(key, plan.wait)
    return NOTHING_DONE
  }

  /** Says so when the Job has been suspended or resumed. */
  private noteSuspension(): boolean {
    const { job, draft, now } = this
    const { recorder } = this.tools.context
    if (isJobSuspended(job)) {
      if (!ensureCondition(draft, jobCondition('Suspended', 'True', 'JobSuspended', 'Job suspended', now))) return false
      recorder.event(job, 'Normal', 'Suspended', 'Job suspended')
      draft.startTime = undefined
      return true
    }
    if (!ensureCondition(draft, jobCondition('Suspended', 'False', 'JobResumed', 'Job resumed', now))) return false
    recorder.event(job, 'Normal', 'Resumed', 'Job resumed')
    startNow(draft, now)
    return true
  }

  private *record(facts: JobFacts, done: Done, outcome: Condition | undefined, changed: boolean): Process {
    const { draft } = this
    const active = facts.active.length + done.created - done.deleted
    const ready = facts.ready - done.deletedReady
    const terminating = facts.terminating + done.deleted
    const differs = active !== draft.active || ready !== draft.ready || terminating !== draft.terminating
    Object.assign(draft, { active, ready, terminating })
    yield* this.count(facts, outcome, changed || differs)
  }

  /** Notes who has ended, takes their finalizers off, and counts them: in that order, so that none is lost or counted twice. */
  // Models pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers
  private *count(facts: JobFacts, outcome: Condition | undefined, changed: boolean): Process {
    const { draft, tools, key } = this
    const tracked = facts.pods.filter(pod => isTracked(pod) && !facts.released.has(pod.metadata.uid))
    const withFinalizer = new Set(tracked.map(pod => pod.metadata.uid))
    const counted = countReleased(draft, withFinalizer)
    const tracking = noteEnded(facts, draft, outcome)
    const final = this.noteOutcome(outcome)
    if (changed || counted || tracking.noted || this.hasNewOutcome) {
      yield* this.store('the pods of the Job have changed')
      tools.failures.set(key, facts.backoff)
    }
    const refused = yield* this.release(tracking, withFinalizer)
    const countedNow = countReleased(draft, withFinalizer)
    if (refused !== undefined) {
      if (countedNow) yield* this.store('some of the pods have been counted')
      throw refused
    }
    const isFinished = !tracking.incomplete && this.finish(final)
    if (isFinished || countedNow) yield* this.store(isFinished ? 'the Job has ended' : 'pods have been counted')
    if (isFinished && final !== undefined) this.announceEnd(final)
  }

  private hasNewOutcome = false

  /** Notes the verdict before the pods' finalizers go. Answers the condition with which the Job is to end. */
  private noteOutcome(outcome: Condition | undefined): Condition | undefined {
    if (outcome === undefined) return undefined
    const { draft, now } = this
    if (outcome.type === 'FailureTarget') {
      draft.conditions = [...draft.conditions, outcome]
      this.hasNewOutcome = true
      return asCondition('Failed', outcome, now)
    }
    if (outcome.type !== 'SuccessCriteriaMet') return outcome
    if (!hasMetSuccessCriteria(this.job)) {
      draft.conditions = [...draft.conditions, outcome]
      this.hasNewOutcome = true
    }
    return asCondition('Complete', outcome, now)
  }

  private *release({ release }: Tracking, withFinalizer: Set<string>) {
    if (release.length === 0) return undefined
    return yield* releasePods(this.tools, this.key, this.job, release, withFinalizer)
  }

  /** Ends the Job, unless pods are left to be counted or still stop. */
  // Models pkg/controller/job/job_controller.go enactJobFinished
  private finish(final: Condition | undefined): boolean {
    const { draft } = this
    if (final === undefined) return false
    if (draft.uncounted.succeeded.length + draft.uncounted.failed.length > 0) return false
    if (this.tools.context.behaviour.delaysEndOfJobs && (draft.terminating ?? 0) > 0) return false
    ensureCondition(draft, final)
    if (final.type === 'Complete') draft.completionTime = final.lastTransitionTime ?? undefined
    return true
  }

  // Models pkg/controller/job/job_controller.go recordJobFinished
  private announceEnd({ type, reason = '', message = '' }: Condition): void {
    const { job, draft } = this
    const { recorder } = this.tools.context
    this.tools.finished.add(job.metadata.uid)
    this.tools.failures.delete(this.key)
    if (type !== 'Complete') {
      recorder.event(job, 'Warning', reason, message)
      return
    }
    const { completions } = job.spec
    if (completions !== undefined && draft.succeeded > completions) {
      const tooMany = 'Too many succeeded pods running after completion count reached'
      recorder.event(job, 'Warning', 'TooManySucceededPods', tooMany)
    }
    recorder.event(job, 'Normal', 'Completed', 'Job completed')
  }

  private *store(because: string): Process {
    const { tools, key, job } = this
    const status = statusOf(this.draft)
    const stored = yield* request(() =>
      tools.context.client.update(JOBS, { ...job, status }, { subresource: 'status', because }),
    )
    this.job = stored as Job
    tools.gate.wrote(key, job.metadata.uid, JOBS, stored)
  }
}
