import type { ChangeSet } from '../../../engine/change-set'
import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { isPodReady, podCondition } from '../../../k8s/pod-conditions'
import { type LabelSelector, matchesLabelSelector } from '../../../k8s/selector'
import { isLive } from '../daemon-pods'
import { calmWatch } from './calm'
import type { StartInvariant } from './invariant'

const WINDOW = 5_000

interface Budget extends KubeObject {
  readonly spec: { readonly selector: LabelSelector; readonly minAvailable: number }
  readonly status: { readonly disruptionsAllowed: number }
}

/**
 * Each eviction of a ready Pod that a budget covers is paid for by the write just before it, and none brings the ready
 * Pods below the minimum, unless some were lost otherwise a moment ago. Releases that do not mark evicted Pods pass.
 */
export const disruptionBudget: StartInvariant = cluster => {
  const isCalm = calmWatch(cluster)
  let lossAt = Number.NEGATIVE_INFINITY
  let paid: ChangeSet['updated'] = []

  const problemWith = (pod: Pod): string | undefined => {
    const budget = cluster
      .list<Budget>('poddisruptionbudgets.policy')
      .find(({ metadata, spec }) => covers(metadata.namespace, spec.selector, pod))
    if (budget === undefined) return undefined
    const payment = paid.find(([before]) => before.metadata.uid === budget.metadata.uid)
    const [from, to] = [allowed(payment?.[0]), allowed(payment?.[1])]
    if (!(from > 0 && to === from - 1))
      return `${pod.metadata.name} was evicted and the budget went from ${from} to ${to}`
    if (!isCalm() || cluster.paused.has('disruption') || cluster.engine.now - lossAt < WINDOW) return undefined
    const left = cluster
      .pods()
      .filter(other => covers(budget.metadata.namespace, budget.spec.selector, other) && isHealthy(other)).length
    if (left >= budget.spec.minAvailable) return undefined
    return `${pod.metadata.name} was evicted, and ${left} ready pods are left where ${budget.spec.minAvailable} are to be`
  }

  return {
    afterChange({ updated, removed }) {
      for (const [before, after] of updated) {
        if (before.kind !== 'Pod') continue
        if (isEvicted(after as Pod) && !isEvicted(before as Pod)) {
          const problem = isPodReady(before as Pod) && isLive(before as Pod) ? problemWith(before as Pod) : undefined
          if (problem !== undefined) return problem
        } else if (isHealthy(before as Pod) && !isHealthy(after as Pod)) {
          lossAt = cluster.engine.now
        }
      }
      paid = updated
      if (removed.some(object => object.kind === 'Pod' && isHealthy(object as Pod))) lossAt = cluster.engine.now
      return undefined
    },
  }
}

const covers = (namespace: string | undefined, selector: LabelSelector, { metadata }: Pod) =>
  metadata.namespace === namespace && matchesLabelSelector(selector, metadata.labels)

const allowed = (budget: KubeObject | undefined) => (budget as Budget | undefined)?.status.disruptionsAllowed ?? 0

const isEvicted = (pod: Pod) => podCondition(pod, 'DisruptionTarget')?.reason === 'EvictionByEvictionAPI'

const isHealthy = (pod: Pod) => isLive(pod) && isPodReady(pod) && !isEvicted(pod)
