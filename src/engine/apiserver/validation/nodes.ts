import { isCidr, labelValue, qualifiedName } from '../../../k8s/names'
import type { Node, Taint } from '../../../k8s/node'
import type { KubeObject } from '../../../k8s/object'
import { duplicate, forbiddenField, invalid } from '../field-error'
import { type Errors, each, textErrors } from './field-errors'
import { validateTaintEffect } from './scheduling-rules'

// Models pkg/apis/core/validation/validation.go ValidateNode
export function* validateNewNode(object: KubeObject): Errors {
  const spec = (object as Node).spec ?? {}
  yield* validateTaints(spec.taints)
  for (const [index, cidr] of (spec.podCIDRs ?? (spec.podCIDR ? [spec.podCIDR] : [])).entries()) {
    if (isCidr(cidr)) continue
    yield invalid(`spec.podCIDRs[${index}]`, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')
  }
}

// Models validation.go ValidateNodeUpdate
export function* validateNodeUpdate(object: KubeObject, old: KubeObject): Errors {
  const [spec, before] = [(object as Node).spec ?? {}, (old as Node).spec ?? {}]
  if (before.podCIDRs && before.podCIDRs.join() !== (spec.podCIDRs ?? []).join()) {
    yield forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')
  }
  if (before.providerID && before.providerID !== spec.providerID) {
    yield forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid')
  }
  yield* validateTaints(spec.taints)
}

// The path begins with `metadata`, though taints are in the specification: so says the real server.
// Models validation.go validateNodeTaints
function* validateTaints(taints: readonly Taint[] | undefined): Errors {
  const seen = new Set<string>()
  for (const [taint, at] of each(taints, 'metadata.taints')) {
    const { key = '', value = '', effect = '' } = taint
    yield* textErrors(`${at}.key`, key, qualifiedName)
    const wrong = labelValue(value)
    if (wrong.length > 0) yield invalid(`${at}.value`, value, wrong.join(';'))
    yield* validateTaintEffect(effect, `${at}.effect`)
    if (seen.has(`${key}:${effect}`)) {
      const printed = { Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null }
      const error = duplicate(at, printed)
      yield { ...error, message: `${error.message}: taints must be unique by key and effect pair` }
    }
    seen.add(`${key}:${effect}`)
  }
}
