import type { KubeObject } from '../../../k8s/object'
import type { Pod, PodSpec, ResourceList } from '../../../k8s/pod'
import { qosClassOf } from '../qos-class'

interface ScopeRequirement {
  readonly scopeName: string
  readonly operator?: string
  readonly values?: readonly string[]
}

export interface ResourceQuota extends KubeObject {
  readonly spec: {
    readonly hard?: ResourceList
    readonly scopes?: readonly string[]
    readonly scopeSelector?: { readonly matchExpressions?: readonly ScopeRequirement[] }
  }
  readonly status: { readonly hard?: ResourceList; readonly used?: ResourceList }
}

/** Whether the quota is about this object at all. Only pods have scopes. */
export function isInScope(quota: ResourceQuota, resource: string, object: KubeObject): boolean {
  const scopes = (quota.spec.scopes ?? []).map((scopeName): ScopeRequirement => ({ scopeName, operator: 'Exists' }))
  const requirements = [...scopes, ...(quota.spec.scopeSelector?.matchExpressions ?? [])]
  if (requirements.length === 0) return true
  return resource === 'pods' && requirements.every(requirement => matchesScope(requirement, object as Pod))
}

// Models pkg/quota/v1/evaluator/core/pods.go podMatchesScopeFunc
function matchesScope({ scopeName, operator, values }: ScopeRequirement, { spec }: Pod): boolean {
  switch (scopeName) {
    case 'Terminating':
      return spec.activeDeadlineSeconds !== undefined
    case 'NotTerminating':
      return spec.activeDeadlineSeconds === undefined
    case 'BestEffort':
      return qosClassOf(spec) === 'BestEffort'
    case 'NotBestEffort':
      return qosClassOf(spec) !== 'BestEffort'
    case 'PriorityClass':
      return matchesPriority(operator ?? 'Exists', values ?? [], spec.priorityClassName ?? '')
    case 'CrossNamespacePodAffinity':
      return looksBeyondNamespace(spec)
    default:
      return false
  }
}

/** Whether it is placed by Pods of other namespaces. */
// Models pods.go usesCrossNamespacePodAffinity
function looksBeyondNamespace({ affinity }: PodSpec): boolean {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].some(rules => {
    const preferred = (rules?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(one => one.podAffinityTerm)
    const terms = [...(rules?.requiredDuringSchedulingIgnoredDuringExecution ?? []), ...preferred]
    return terms.some(term => (term.namespaces ?? []).length > 0 || Boolean(term.namespaceSelector))
  })
}

function matchesPriority(operator: string, values: readonly string[], name: string): boolean {
  if (operator === 'Exists') return name !== ''
  if (operator === 'DoesNotExist') return name === ''
  return values.includes(name) === (operator === 'In')
}
