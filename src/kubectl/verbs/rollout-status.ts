import type { CommandRun } from '../../base/command'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject } from '../../k8s/object'
import { apiVersionOf, groupKindOf, type ResourceType } from '../../k8s/resources'
import { DEPLOYMENT_REVISION_ANNOTATION } from '../../k8s/well-known'
import type { DaemonSet, Deployment } from '../../k8s/workload'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { ErrorList, PlainError, throwIfAny } from '../command/failure'
import { namespaceOf } from '../command/invocation'
import { namesFiles } from '../resources/manifest-sources'
import { type LiveTarget, liveTargets } from '../resources/visit-targets'

/** What the Go logger says of a wait that could never begin. */
const NEGATIVE_TIMEOUT = 'E0101 00:00:00.000000       1 until.go:159] "Timeout for context shall not be negative"'
const REQUIRED = 'required resource not specified'
const ROLLING_ONLY = 'rollout status is only available for RollingUpdate strategy type'

// Models staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_status.go
export const rolloutStatusCommand: CommandSpec = {
  name: 'status',
  short: 'Show the status of the rollout',
  completes: 'resource',
  flags: [
    ...FILE_FLAGS,
    SELECTOR_FLAG,
    { name: 'revision', type: 'int', default: '0' },
    { name: 'timeout', type: 'duration', default: '0s' },
    { name: 'watch', short: 'w', type: 'bool', default: 'true' },
  ],
  *run(invocation) {
    const { args, flags, io } = invocation
    if (args.length === 0 && !namesFiles(invocation)) throw new PlainError(REQUIRED)
    if (flags.int('revision') < 0) throw new PlainError(`revision must be a positive integer: ${flags.int('revision')}`)
    const { targets, errors } = liveTargets(invocation, { words: args, kindMeansAll: true })
    if (targets.length === 0 && errors.length === 0) {
      io.err(`No resources found in ${namespaceOf(invocation)} namespace.\n`)
      return 0
    }
    const failed = [...errors]
    for (const target of targets) {
      try {
        yield* follow(invocation, target)
      } catch (error) {
        if (!(error instanceof PlainError || error instanceof ErrorList)) throw error
        failed.push(error)
      }
    }
    throwIfAny(failed)
    return 0
  },
}

function* follow({ session, io, flags }: Invocation, target: LiveTarget): CommandRun {
  const timeout = flags.duration('timeout')
  if (timeout < 0) io.err(`${NEGATIVE_TIMEOUT}\n`)
  const deadline = timeout > 0 ? io.now() + timeout : undefined
  const watch = session.watch(apiVersionOf(target.type), target.type.kind)
  try {
    let states: readonly KubeObject[] = [target.object]
    for (;;) {
      for (const object of states) {
        const status = rolloutStatus(target.type, object, flags.int('revision'))
        io.out(`${status.text}\n`)
        if (status.done || !flags.bool('watch')) return 0
      }
      if (deadline !== undefined && io.now() >= deadline) throw new PlainError('timed out waiting for the condition')
      yield deadline === undefined ? { change: true } : { change: true, delay: deadline - io.now() }
      const own = watch.take().filter(event => event.object.metadata.uid === target.object.metadata.uid)
      if (own.some(event => event.type === 'DELETED')) throw new PlainError('object has been deleted')
      states = own.map(event => event.object)
    }
  } finally {
    watch.stop()
  }
}

interface RolloutStatus {
  readonly text: string
  readonly done: boolean
}

/**
 * One line on how far the rollout of an object has come. Throws PlainError for kinds and strategies without rollouts, and when a
 * Deployment is at another revision than the wanted one (0: any).
 */
function rolloutStatus(type: ResourceType, object: KubeObject, revision: number): RolloutStatus {
  switch (object.kind) {
    case 'DaemonSet':
      return daemonSetStatus(object as DaemonSet)
    case 'Deployment':
      requireRevision(object, revision)
      return deploymentStatus(object as Deployment)
    case 'StatefulSet':
      return statefulSetStatus(object as KubeObject & StatefulSet)
    default:
      throw new PlainError(`no status viewer has been implemented for ${groupKindOf(type)}`)
  }
}

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go DaemonSetStatusViewer.Status
function daemonSetStatus({ metadata, spec, status }: DaemonSet): RolloutStatus {
  if (spec.updateStrategy.type !== 'RollingUpdate') {
    throw new PlainError(ROLLING_ONLY)
  }
  const {
    desiredNumberScheduled: desired,
    updatedNumberScheduled: updated = 0,
    numberAvailable: available = 0,
  } = status
  const name = goQuote(metadata.name)
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return { text: 'Waiting for daemon set spec update to be observed...', done: false }
  }
  if (updated < desired) {
    return {
      text: `Waiting for daemon set ${name} rollout to finish: ${updated} out of ${desired} new pods have been updated...`,
      done: false,
    }
  }
  if (available < desired) {
    return {
      text: `Waiting for daemon set ${name} rollout to finish: ${available} of ${desired} updated pods are available...`,
      done: false,
    }
  }
  return { text: `daemon set ${name} successfully rolled out`, done: true }
}

/** What kubectl looks at in one; nothing here acts on them. */
interface StatefulSet {
  readonly spec: {
    readonly replicas: number
    readonly updateStrategy: { readonly type: string; readonly rollingUpdate?: { readonly partition?: number } }
  }
  readonly status: {
    readonly observedGeneration?: number
    readonly readyReplicas?: number
    readonly updatedReplicas?: number
    readonly currentReplicas?: number
    readonly updateRevision?: string
    readonly currentRevision?: string
  }
}

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go StatefulSetStatusViewer.Status
function statefulSetStatus({ metadata, spec, status }: KubeObject & StatefulSet): RolloutStatus {
  const { replicas, updateStrategy } = spec
  if (updateStrategy.type !== 'RollingUpdate') throw new PlainError(ROLLING_ONLY)
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status
  const { updateRevision = '', currentRevision = '' } = status
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration) {
    return { text: 'Waiting for statefulset spec update to be observed...', done: false }
  }
  if (readyReplicas < replicas) {
    return { text: `Waiting for ${replicas - readyReplicas} pods to be ready...`, done: false }
  }
  if (updateStrategy.rollingUpdate !== undefined) {
    const wanted = replicas - (updateStrategy.rollingUpdate.partition ?? 0)
    const progress = `${updatedReplicas} out of ${wanted} new pods have been updated`
    if (updatedReplicas < wanted) {
      return { text: `Waiting for partitioned roll out to finish: ${progress}...`, done: false }
    }
    return { text: `partitioned roll out complete: ${updatedReplicas} new pods have been updated...`, done: true }
  }
  if (updateRevision !== currentRevision) {
    const text = `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`
    return { text, done: false }
  }
  const text = `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`
  return { text, done: true }
}

function requireRevision({ metadata }: KubeObject, wanted: number): void {
  const running = Number(metadata.annotations?.[DEPLOYMENT_REVISION_ANNOTATION] ?? 0)
  if (wanted > 0 && wanted !== running) {
    throw new PlainError(`desired revision (${wanted}) is different from the running revision (${running})`)
  }
}

// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go DeploymentStatusViewer.Status
function deploymentStatus({ metadata, spec, status }: Deployment): RolloutStatus {
  const name = goQuote(metadata.name)
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status ?? {}
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return { text: 'Waiting for deployment spec update to be observed...', done: false }
  }
  if (
    status?.conditions?.some(
      condition => condition.type === 'Progressing' && condition.reason === 'ProgressDeadlineExceeded',
    )
  ) {
    throw new PlainError(`deployment ${name} exceeded its progress deadline`)
  }
  const waiting = (text: string) => ({
    text: `Waiting for deployment ${name} rollout to finish: ${text}...`,
    done: false,
  })
  if (updated < spec.replicas) return waiting(`${updated} out of ${spec.replicas} new replicas have been updated`)
  if (replicas > updated) return waiting(`${replicas - updated} old replicas are pending termination`)
  if (available < updated) return waiting(`${available} of ${updated} updated replicas are available`)
  return { text: `deployment ${name} successfully rolled out`, done: true }
}
