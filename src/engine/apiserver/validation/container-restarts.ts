import type { Container } from '../../../k8s/pod'
import { duplicate, invalid, notSupported, required, TypedText } from '../field-error'
import { type Errors, each, oneOf } from './field-errors'

interface RestartRule {
  readonly action?: string
  readonly exitCodes?: { readonly operator?: string; readonly values?: readonly number[] }
}

interface ResizePolicy {
  readonly resourceName?: string
  readonly restartPolicy?: string
}

const POLICIES = ['Always', 'Never', 'OnFailure']
const ACTIONS = ['Restart', 'RestartAllContainers']
const OPERATORS = ['In', 'NotIn']
const RESIZABLE = ['cpu', 'memory']
const RESIZE_POLICIES = ['NotRequired', 'RestartContainer']

/** When a container is started again, in place of what the Pod says. */
// Models pkg/apis/core/validation/validation.go validateContainerRestartPolicy and validateInitContainerRestartPolicy
export function* validateRestartPolicy(container: Container, path: string, isInit = false): Errors {
  const rules = (container.restartPolicyRules as readonly RestartRule[] | undefined) ?? []
  const policy = container.restartPolicy ?? undefined
  yield* oneOf(`${path}.restartPolicy`, policy, POLICIES)
  if (policy === undefined && rules.length > 0) {
    yield required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used')
    if (isInit) return
  }
  for (const [{ action = '', exitCodes }, at] of each(rules, `${path}.restartPolicyRules`)) {
    if (!ACTIONS.includes(action)) yield notSupported(`${at}.action`, action, ACTIONS)
    if (!exitCodes) yield required(`${at}.exitCodes`, 'must be specified')
    else yield* oneOf(`${at}.exitCodes.operator`, exitCodes.operator ?? '', OPERATORS)
  }
}

/** Whether a container is started again when what it may use changes. The server names the list, not the item. */
// Models validation.go validateResizePolicy
export function* validateResizePolicy(container: Container, path: string, restartsOfPod: string | undefined): Errors {
  const seen = new Set<string>()
  const policies = container.resizePolicy as readonly ResizePolicy[] | undefined
  for (const [{ resourceName = '', restartPolicy = '' }, at] of each(policies, path)) {
    if (seen.has(resourceName)) yield duplicate(at, new TypedText(resourceName))
    seen.add(resourceName)
    if (resourceName === '') yield required(path)
    else yield* oneOf(path, resourceName, RESIZABLE)
    if (restartPolicy === '') yield required(path)
    else yield* oneOf(path, restartPolicy, RESIZE_POLICIES)
    if (restartsOfPod === 'Never' && restartPolicy !== 'NotRequired') {
      yield invalid(path, new TypedText(restartPolicy), "must be 'NotRequired' when pod `restartPolicy` is 'Never'")
    }
  }
}
