import type { Answer } from '../../base/command'
import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Pod } from '../../k8s/pod'
import type { Invocation } from '../command/command-spec'
import { ErrorList, PlainError } from '../command/failure'
import { goDuration } from '../output/go-duration'
import { type DrainOptions, isDeletedLongAgo } from './drain-filters'

const RETRY_DELAY = 5000
/** How often it looks whether the pods are gone. */
const POLL = 1000
/** What Go says of a wait that took too long. */
const TOO_LATE = 'context deadline exceeded'

interface Eviction {
  readonly pod: Pod
  evicted: boolean
  /** When it is asked for, or looked after, next: virtual milliseconds. */
  wakeAt: number
}

/** Evicts the pods, again and again where a budget forbids it, and waits until they are gone. Answers what went wrong. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go evictPods
export function* evictPods(
  invocation: Invocation,
  pods: readonly Pod[],
  options: DrainOptions,
  dryRun: boolean,
): Answer<ErrorList | undefined> {
  const { io, flags, session } = invocation
  const deadline = deadlineOf(invocation)
  const errors: PlainError[] = []
  const waiting = new Set(pods.map((pod): Eviction => ({ pod, evicted: false, wakeAt: io.now() })))
  while (waiting.size > 0) {
    for (const eviction of waiting) {
      const { name, namespace = '' } = eviction.pod.metadata
      const isLate = io.now() >= deadline
      if (!eviction.evicted && eviction.wakeAt <= io.now()) {
        io.out(`evicting pod ${namespace}/${name}${dryRun ? ' (server dry run)' : ''}\n`)
        if (isLate) {
          const after = `global timeout reached: ${goDuration(flags.duration('timeout'))}`
          errors.push(new PlainError(`error when evicting pods/"${name}" -n "${namespace}": ${after}`))
          waiting.delete(eviction)
          continue
        }
        const refusal = evict(session.client, eviction.pod, deletionOf(flags), dryRun)
        eviction.evicted = refusal === undefined
        eviction.wakeAt = io.now() + RETRY_DELAY
        if (refusal !== undefined)
          io.err(`error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ${refusal}\n`)
      }
      if (!eviction.evicted) continue
      if (dryRun || isOver(invocation, eviction.pod, options, 'evicted')) waiting.delete(eviction)
      else if (isLate) {
        const what = `error when waiting for pod "${name}" in namespace "${namespace}" to terminate`
        errors.push(new PlainError(`${what}: ${TOO_LATE}`))
        waiting.delete(eviction)
      } else eviction.wakeAt = Math.min(deadline, io.now() + POLL)
    }
    const wakes = [...waiting].map(({ wakeAt }) => wakeAt)
    if (wakes.length > 0) yield { change: true, delay: Math.max(0, Math.min(...wakes) - io.now()) }
  }
  return errors.length === 0 ? undefined : new ErrorList(errors)
}

/** Deletes the pods, which no budget forbids, then waits until all are gone. Answers what went wrong. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go deletePods
export function* deletePods(
  invocation: Invocation,
  pods: readonly Pod[],
  options: DrainOptions,
  dryRun: boolean,
): Answer<PlainError | undefined> {
  const { io, flags, session } = invocation
  for (const { metadata } of pods) {
    try {
      const how = { ...deletionOf(flags), dryRun, because: BECAUSE }
      session.client.delete('pods', metadata.namespace, metadata.name, how)
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }
  const deadline = deadlineOf(invocation)
  let left = pods
  for (;;) {
    left = left.filter(pod => !isOver(invocation, pod, options, 'deleted'))
    if (left.length === 0) return undefined
    if (io.now() >= deadline) return new PlainError(TOO_LATE)
    yield { change: true, delay: Math.min(POLL, deadline - io.now()) }
  }
}

const BECAUSE = 'drained by a person'

function deadlineOf({ io, flags }: Invocation): number {
  const timeout = flags.duration('timeout')
  return timeout === 0 ? Number.POSITIVE_INFINITY : io.now() + timeout
}

function deletionOf(flags: Invocation['flags']): { readonly gracePeriodSeconds?: number } {
  const grace = flags.int('grace-period')
  return grace >= 0 ? { gracePeriodSeconds: grace } : {}
}

/** Asks for the eviction; the refusal of a budget is answered, other refusals are thrown. */
function evict(client: ApiClient, { metadata }: Pod, deleteOptions: object, dryRun: boolean): string | undefined {
  const { name, namespace = '' } = metadata
  try {
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace }, deleteOptions }
    client.create('pods', body, { subresource: 'eviction', dryRun, because: BECAUSE })
    return undefined
  } catch (error) {
    if (isNotFound(error)) return undefined
    if (!(error instanceof ApiError)) throw error
    if (error.status.code === 429) return error.status.message
    throw new PlainError(`error when evicting pods/"${name}" -n "${namespace}": ${error.status.message}`)
  }
}

/** Whether there is no reason to wait for the Pod any more; says so. */
// Models staging/src/k8s.io/kubectl/pkg/drain/drain.go waitForDelete
function isOver({ session, io }: Invocation, pod: Pod, options: DrainOptions, done: string): boolean {
  const { name } = pod.metadata
  const found = findAgain(session.client, pod)
  if (found === undefined) io.out(`pod/${name} ${done}\n`)
  else if (isDeletedLongAgo(found, options, io.now()))
    io.out(`pod "${name}" has DeletionTimestamp older than ${options.skipDeletedAfter} seconds, skipping\n`)
  else return false
  return true
}

/** The same Pod, if it is still there. */
function findAgain(client: ApiClient, { metadata }: Pod): Pod | undefined {
  const found = findObject(client, 'pods', metadata.namespace, metadata.name) as Pod | undefined
  return found?.metadata.uid === metadata.uid ? found : undefined
}
