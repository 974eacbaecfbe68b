import { ApiError } from '../../../k8s/api-client'
import { findCondition } from '../../../k8s/conditions'
import { controllerOf } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import { DEPLOYMENT_REVISION_ANNOTATION } from '../../../k8s/well-known'
import type { Deployment, ReplicaSet } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import type { Millis } from '../../kernel/kernel'
import { isNamespaceTerminating } from '../../runtime/pod-control'
import { type Process, request, requestUnlessGone } from '../../runtime/process'
import {
  deploymentStatus,
  hasProgressDeadline,
  isComplete,
  newCondition,
  progressCheckDelay,
  rolloutStatus,
  withCondition,
} from './deployment-status'
import { newReplicaSet } from './new-replica-set'
import {
  active,
  actualReplicas,
  allOf,
  hasTemplate,
  maxRevision,
  type ReplicaSetRoles,
  splitReplicaSets,
  surplusHistory,
} from './replica-sets'
import {
  isScalingEvent,
  newReplicaSetAnnotations,
  replicasAnnotations,
  replicasAnnotationsDiffer,
} from './revision-annotations'
import { planNewReplicaSet, planOldReplicaSets, planScaling, type ScaleStep } from './scaling-plan'

const DEPLOYMENTS = 'deployments.apps'
const REPLICA_SETS = 'replicasets.apps'

/** One pass over one Deployment: what it knows of it and of its ReplicaSets, renewed by what it writes itself. */
// Models pkg/controller/deployment/deployment_controller.go syncDeployment
export class DeploymentSync {
  /** When set at the end: look again after so many milliseconds, to see whether the rollout is stuck. */
  checkAgainIn: Millis | undefined
  private readonly replicaSets: Map<string, ReplicaSet>

  constructor(
    private readonly context: ComponentContext,
    private deployment: Deployment,
    replicaSets: readonly ReplicaSet[],
    /** The pods of the ReplicaSets, by the ReplicaSet's uid. */
    private readonly podsOf: (replicaSet: ReplicaSet) => readonly Pod[],
  ) {
    this.replicaSets = new Map(replicaSets.map(replicaSet => [replicaSet.metadata.uid, replicaSet]))
  }

  *run(): Process {
    if (this.deployment.metadata.deletionTimestamp !== undefined) {
      yield* this.findNewReplicaSet(false)
      yield* this.writeStatus(deploymentStatus(this.deployment, this.roles, this.now))
      return
    }
    yield* this.checkPaused()
    if (this.deployment.spec.paused === true) {
      yield* this.scaleOnly()
      return
    }
    yield* this.findNewReplicaSet(false)
    if (isScalingEvent(this.deployment, allOf(this.roles))) yield* this.scaleOnly()
    else if (this.deployment.spec.strategy.type === 'Recreate') yield* this.recreate()
    else yield* this.rollingUpdate()
  }

  private get roles(): ReplicaSetRoles {
    return splitReplicaSets(this.deployment, [...this.replicaSets.values()])
  }

  private get now(): Millis {
    return this.context.kernel.now
  }

  // Models pkg/controller/deployment/sync.go sync
  private *scaleOnly(): Process {
    yield* this.findNewReplicaSet(false)
    for (const step of planScaling(this.deployment, this.roles)) yield* this.scale(step)
    if (this.deployment.spec.paused === true) yield* this.removeOldHistory()
    yield* this.writeStatus(deploymentStatus(this.deployment, this.roles, this.now))
  }

  // Models pkg/controller/deployment/rolling.go rolloutRolling
  private *rollingUpdate(): Process {
    yield* this.findNewReplicaSet(true)
    const up = planNewReplicaSet(this.deployment, this.roles)
    const steps = up === undefined ? planOldReplicaSets(this.deployment, this.roles) : [up]
    for (const step of steps) yield* this.scale(step)
    if (steps.length === 0 && isComplete(this.deployment, this.deployment.status)) yield* this.removeOldHistory()
    yield* this.writeRolloutStatus()
  }

  // Models pkg/controller/deployment/recreate.go rolloutRecreate
  private *recreate(): Process {
    const running = active(this.roles.old)
    const because = 'strategy Recreate: the old pods go before new ones come'
    for (const replicaSet of running) yield* this.scale({ replicaSet, replicas: 0, because })
    if (running.length > 0 || this.oldPodsAreThere()) {
      yield* this.writeRolloutStatus()
      return
    }
    yield* this.findNewReplicaSet(true)
    const { newOne } = this.roles
    const { replicas } = this.deployment.spec
    if (newOne !== undefined && newOne.spec.replicas !== replicas) {
      yield* this.scale({ replicaSet: newOne, replicas, because: 'no old pod is left' })
    }
    if (isComplete(this.deployment, this.deployment.status)) yield* this.removeOldHistory()
    yield* this.writeRolloutStatus()
  }

  // Models pkg/controller/deployment/recreate.go oldPodsRunning
  private oldPodsAreThere(): boolean {
    const { old } = this.roles
    if (actualReplicas(old) > 0) return true
    const hasEnded = (pod: Pod) => pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
    return old.some(replicaSet => this.podsOf(replicaSet).some(pod => !hasEnded(pod)))
  }

  // Models pkg/controller/deployment/sync.go checkPausedConditions
  private *checkPaused(): Process {
    if (!hasProgressDeadline(this.deployment)) return
    const current = findCondition(this.deployment.status.conditions, 'Progressing')
    if (current?.reason === 'ProgressDeadlineExceeded') return
    const paused = this.deployment.spec.paused === true
    if (paused === (current?.reason === 'DeploymentPaused')) return
    const condition = paused
      ? newCondition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', this.now)
      : newCondition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', this.now)
    yield* this.writeStatus(withCondition(this.deployment.status, condition))
  }

  /** Gives the ReplicaSet of the present template its revision, and makes it if there is none and `create` is set. */
  // Models pkg/controller/deployment/sync.go getNewReplicaSet
  private *findNewReplicaSet(create: boolean): Process {
    const { newOne, old } = this.roles
    const revision = maxRevision(old) + 1
    if (newOne !== undefined) yield* this.keepNewReplicaSet(newOne, revision)
    else if (create) yield* this.createReplicaSet(revision)
  }

  private *keepNewReplicaSet(newOne: ReplicaSet, revision: number): Process {
    const { spec } = this.deployment
    const current = newOne.metadata.annotations ?? {}
    const annotations = newReplicaSetAnnotations(this.deployment, current, revision)
    const minReadySeconds = spec.minReadySeconds ?? 0
    if (annotations !== current || (newOne.spec.minReadySeconds ?? 0) !== minReadySeconds) {
      const because = annotations === current ? 'minReadySeconds changed' : `it is revision ${revision} now`
      const next = {
        ...newOne,
        metadata: { ...newOne.metadata, annotations },
        spec: { ...newOne.spec, minReadySeconds },
      }
      yield* this.updateReplicaSet(next, because)
      return
    }
    let { status } = this.deployment
    if (hasProgressDeadline(this.deployment) && findCondition(status.conditions, 'Progressing') === undefined) {
      const message = `Found new replica set "${newOne.metadata.name}"`
      status = withCondition(status, newCondition('Progressing', 'True', 'FoundNewReplicaSet', message, this.now))
    }
    yield* this.writeStatus(status, current[DEPLOYMENT_REVISION_ANNOTATION])
  }

  private *createReplicaSet(revision: number): Process {
    const { client, recorder, hashTemplate } = this.context
    const { spec, status: before } = this.deployment
    const hash = hashTemplate(spec.template, before.collisionCount)
    const replicaSet = newReplicaSet(this.deployment, this.roles.old, revision, hash)
    let created: ReplicaSet
    try {
      const because = `no ReplicaSet has the present template: revision ${revision}`
      created = (yield* request(() => client.create(REPLICA_SETS, replicaSet, { because }))) as ReplicaSet
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      yield* this.replicaSetRefused(replicaSet.metadata.name ?? '', error)
      return
    }
    this.replicaSets.set(created.metadata.uid, created)
    const { name } = created.metadata
    if (created.spec.replicas > 0) {
      recorder.event(
        this.deployment,
        'Normal',
        'ScalingReplicaSet',
        `Scaled up replica set ${name} ${this.context.behaviour.scaleText(created.spec.replicas)}`,
      )
    }
    let { status } = this.deployment
    if (hasProgressDeadline(this.deployment)) {
      const message = `Created new replica set "${name}"`
      status = withCondition(status, newCondition('Progressing', 'True', 'NewReplicaSetCreated', message, this.now))
    }
    yield* this.writeStatus(status, String(revision))
  }

  private *replicaSetRefused(name: string, error: ApiError): Process {
    const { client, recorder } = this.context
    if (error.status.reason === 'AlreadyExists') {
      const existing = (yield* request(() =>
        client.get(REPLICA_SETS, this.deployment.metadata.namespace, name),
      )) as ReplicaSet
      if (
        controllerOf(existing)?.uid === this.deployment.metadata.uid &&
        hasTemplate(existing, this.deployment.spec.template)
      ) {
        this.replicaSets.set(existing.metadata.uid, existing)
        return
      }
      const collisionCount = (this.deployment.status.collisionCount ?? 0) + 1
      yield* this.writeStatus({ ...this.deployment.status, collisionCount })
      throw error
    }
    if (isNamespaceTerminating(error)) throw error
    const message = `Failed to create new replica set "${name}": ${error.message}`
    if (hasProgressDeadline(this.deployment)) {
      const condition = newCondition('Progressing', 'False', 'ReplicaSetCreateError', message, this.now)
      yield* this.writeStatus(withCondition(this.deployment.status, condition))
    }
    recorder.event(this.deployment, 'Warning', 'ReplicaSetCreateError', message)
    throw error
  }

  // Models pkg/controller/deployment/sync.go scaleReplicaSet
  private *scale({ replicaSet, replicas, because }: ScaleStep): Process {
    const current = this.replicaSets.get(replicaSet.metadata.uid) ?? replicaSet
    const from = current.spec.replicas
    if (from === replicas && !replicasAnnotationsDiffer(current, this.deployment)) return
    const annotations = { ...current.metadata.annotations, ...replicasAnnotations(this.deployment) }
    const next = { ...current, metadata: { ...current.metadata, annotations }, spec: { ...current.spec, replicas } }
    yield* this.updateReplicaSet(next, because)
    if (from === replicas) return
    const direction = from < replicas ? 'up' : 'down'
    const { behaviour, recorder } = this.context
    const text = `Scaled ${direction} replica set ${current.metadata.name} ${behaviour.scaleText(replicas, from)}`
    recorder.event(this.deployment, 'Normal', 'ScalingReplicaSet', text)
  }

  private *updateReplicaSet(replicaSet: ReplicaSet, because: string): Process {
    const updated = yield* request(() => this.context.client.update(REPLICA_SETS, replicaSet, { because }))
    this.replicaSets.set(updated.metadata.uid, updated as ReplicaSet)
  }

  private *removeOldHistory(): Process {
    const { revisionHistoryLimit } = this.deployment.spec
    for (const { metadata } of surplusHistory(this.roles.old, revisionHistoryLimit)) {
      const because = `there are more old ReplicaSets than revisionHistoryLimit ${revisionHistoryLimit}`
      const { client } = this.context
      yield* requestUnlessGone(() => client.delete(REPLICA_SETS, metadata.namespace, metadata.name, { because }))
    }
  }

  private *writeRolloutStatus(): Process {
    const status = rolloutStatus(this.deployment, this.roles, this.now)
    if (deepEqual(this.deployment.status, status)) {
      this.checkAgainIn = progressCheckDelay(this.deployment, status, this.now)
      return
    }
    yield* this.writeStatus(status)
  }

  private *writeStatus(complete: Deployment['status'], revision?: string): Process {
    const { deployment } = this
    const { terminatingReplicas: _, ...older } = complete
    const status = this.context.behaviour.countsTerminatingReplicas ? complete : older
    const annotations = deployment.metadata.annotations ?? {}
    const sameRevision = revision === undefined || annotations[DEPLOYMENT_REVISION_ANNOTATION] === revision
    if (sameRevision && deepEqual(deployment.status, status)) return
    const metadata = sameRevision
      ? deployment.metadata
      : { ...deployment.metadata, annotations: { ...annotations, [DEPLOYMENT_REVISION_ANNOTATION]: revision } }
    const options = { subresource: 'status', because: 'counts and conditions of its ReplicaSets' } as const
    const next = { ...deployment, metadata, status }
    this.deployment = (yield* request(() => this.context.client.update(DEPLOYMENTS, next, options))) as Deployment
  }
}
