import { ApiError } from '../../k8s/api-client'
import { isConditionTrue } from '../../k8s/conditions'
import type { Condition, KubeObject, NewObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { LabelSelector } from '../../k8s/selector'
import { matchesLabelSelector } from '../../k8s/selector'
import { toTimestamp } from '../../k8s/time'
import { removeStored } from './deletion'
import { commit, type Request, type ServerContext, withNewRevision } from './request'

interface DisruptionBudget extends KubeObject {
  readonly spec: { readonly selector?: LabelSelector; readonly unhealthyPodEvictionPolicy?: string }
  readonly status: {
    readonly observedGeneration?: number
    readonly disruptionsAllowed: number
    readonly currentHealthy: number
    readonly desiredHealthy: number
    readonly disruptedPods?: Readonly<Record<string, string>>
  }
}

const BUDGETS = 'poddisruptionbudgets.policy'
const VIOLATION = "Cannot evict pod as it would violate the pod's disruption budget."
const SEVERAL = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'

/** Deletes the pod if its disruption budget allows that; otherwise throws ApiError (429). */
// Models pkg/registry/core/pod/storage/eviction.go EvictionREST.Create
export function evict(server: ServerContext, request: Request, pod: Pod, body: NewObject): KubeObject {
  const options = (body.deleteOptions ?? {}) as { readonly gracePeriodSeconds?: number }
  const budget = isFreeToGo(pod) ? undefined : budgetOf(server, pod)
  const guarded = budget !== undefined && !isUnhealthyAndMayGo(pod, budget)
  if (guarded) requireDisruptionAllowed(budget)
  if (request.dryRun) return pod
  if (guarded) commit(server, { ...request, resource: BUDGETS }, budget, withDisruption(server, budget, pod))
  if (!server.behaviour.marksDisruptedPods) return removeStored(server, request, pod, options)
  const marked = withDisruptionTarget(server, pod)
  commit(server, request, pod, marked)
  return removeStored(server, request, marked, options)
}

// Models pkg/registry/core/pod/storage/eviction.go canIgnorePDB
function isFreeToGo({ metadata, status }: Pod): boolean {
  if (metadata.deletionTimestamp !== undefined) return true
  return status.phase === 'Succeeded' || status.phase === 'Failed' || status.phase === 'Pending'
}

function budgetOf(server: ServerContext, { metadata }: Pod): DisruptionBudget | undefined {
  const found: DisruptionBudget[] = []
  for (const object of server.store.all(BUDGETS).values()) {
    const budget = object as DisruptionBudget
    if (budget.metadata.namespace !== metadata.namespace) continue
    if (matchesLabelSelector(budget.spec.selector, metadata.labels)) found.push(budget)
  }
  if (found.length > 1) throw new ApiError({ code: 500, reason: '', message: SEVERAL })
  return found[0]
}

function isUnhealthyAndMayGo({ status }: Pod, budget: DisruptionBudget): boolean {
  if (isConditionTrue(status.conditions, 'Ready')) return false
  if (budget.spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  const { currentHealthy, desiredHealthy } = budget.status
  return currentHealthy >= desiredHealthy && desiredHealthy > 0
}

// Models pkg/registry/core/pod/storage/eviction.go checkAndDecrement
function requireDisruptionAllowed({ metadata, status }: DisruptionBudget): void {
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    throw tooManyRequests(`The disruption budget ${metadata.name} is still being processed by the server.`)
  }
  if (status.disruptionsAllowed > 0) return
  const { desiredHealthy, currentHealthy } = status
  const why = `The disruption budget ${metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`
  throw tooManyRequests(why)
}

function tooManyRequests(cause: string): ApiError {
  const causes = [{ reason: 'DisruptionBudget', message: cause }]
  return new ApiError({ code: 429, reason: 'TooManyRequests', message: VIOLATION, details: { causes } })
}

function withDisruption(server: ServerContext, budget: DisruptionBudget, pod: Pod): KubeObject {
  const disruptedPods = { ...budget.status.disruptedPods, [pod.metadata.name]: toTimestamp(server.kernel.now) }
  const status = { ...budget.status, disruptionsAllowed: budget.status.disruptionsAllowed - 1, disruptedPods }
  return withNewRevision(server, { ...budget, status })
}

// Models pkg/registry/core/pod/storage/eviction.go addConditionAndDeletePod
function withDisruptionTarget(server: ServerContext, pod: Pod): KubeObject {
  const condition: Condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastTransitionTime: toTimestamp(server.kernel.now),
  }
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== condition.type)
  return withNewRevision(server, { ...pod, status: { ...pod.status, conditions: [...others, condition] } })
}
