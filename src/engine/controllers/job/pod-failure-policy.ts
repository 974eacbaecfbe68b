import type { Job, PodFailureRule } from '../../../k8s/batch'
import type { ContainerStatus, Pod } from '../../../k8s/pod'

/** What the Job's policy makes of a failed pod. */
export interface FailureVerdict {
  /** Whether it counts against the limits of failures. */
  readonly counts: boolean
  readonly action?: string
  /** Why the whole Job fails because of it. */
  readonly failsJob?: string
}

const COUNTS: FailureVerdict = { counts: true }

// Models pkg/controller/job/pod_failure_policy.go matchPodFailurePolicy
export function judgeFailure({ spec }: Job, pod: Pod): FailureVerdict {
  for (const [index, rule] of (spec.podFailurePolicy?.rules ?? []).entries()) {
    const matched = matchedBy(rule, pod)
    if (matched === undefined) continue
    const { action } = rule
    if (action === 'Ignore') return { counts: false, action }
    if (action === 'FailIndex' || action === 'Count') return { counts: true, action }
    if (action === 'FailJob') {
      return { counts: true, action, failsJob: `${matched} matching ${action} rule at index ${index}` }
    }
  }
  return COUNTS
}

/** What of the pod the rule is about, in words; undefined when it is not about it. */
function matchedBy({ onExitCodes, onPodConditions }: PodFailureRule, { metadata, status }: Pod): string | undefined {
  const name = `${metadata.namespace}/${metadata.name}`
  if (onExitCodes !== undefined) {
    const statuses = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
    const container = statuses.find(one => matchesExitCode(onExitCodes, one))
    if (container === undefined) return undefined
    return `Container ${container.name} for pod ${name} failed with exit code ${container.state?.terminated?.exitCode}`
  }
  const condition = status.conditions?.find(({ type, status: state }) =>
    onPodConditions?.some(pattern => pattern.type === type && (pattern.status ?? 'True') === state),
  )
  return condition === undefined ? undefined : `Pod ${name} has condition ${condition.type}`
}

type ExitCodes = NonNullable<PodFailureRule['onExitCodes']>

function matchesExitCode({ containerName, operator, values = [] }: ExitCodes, container: ContainerStatus): boolean {
  const { terminated } = container.state ?? {}
  if (terminated === undefined || terminated.exitCode === 0) return false
  if (containerName !== undefined && containerName !== container.name) return false
  return operator === 'In' ? values.includes(terminated.exitCode) : !values.includes(terminated.exitCode)
}
