import { canonicalText } from '../../../k8s/canonical-text'
import { dnsSubdomain, qualifiedName } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { invalid, required } from '../field-error'
import { type Errors, nonNegative, requiredText, textErrors } from './field-errors'

/** What components write about what they do, when somebody else writes it. */

interface WrittenEvent extends KubeObject {
  readonly involvedObject?: { readonly namespace?: string }
  readonly eventTime?: string | null
  readonly reportingComponent?: string
  readonly reportingInstance?: string
  readonly action?: string
  readonly reason?: string
}

// Models pkg/apis/core/validation/events.go legacyValidateEvent
export function* validateEvent(object: KubeObject): Errors {
  const event = object as WrittenEvent
  const { namespace = '' } = event.metadata
  const about = event.involvedObject?.namespace ?? ''
  const differs = invalid('involvedObject.namespace', about, 'does not match event.namespace')
  if (!event.eventTime) {
    if (about === '' ? namespace !== 'default' : namespace !== about) yield differs
  } else {
    if (about === '' && namespace !== 'default' && namespace !== 'kube-system') yield differs
    yield* requiredText('reportingComponent', event.reportingComponent, qualifiedName)
    if (!event.reportingComponent) yield* textErrors('reportingComponent', '', qualifiedName)
    for (const field of ['reportingInstance', 'action', 'reason'] as const) {
      if (!event[field]) yield required(field)
      else if (event[field].length > 128) yield invalid(field, '', 'can have at most 128 characters')
    }
  }
  yield* textErrors('namespace', namespace, dnsSubdomain)
}

interface LeaseSpec {
  readonly leaseDurationSeconds?: number
  readonly leaseTransitions?: number
}

// Models pkg/apis/coordination/validation/validation.go ValidateLeaseSpec
export function* validateLease({ spec }: KubeObject): Errors {
  const { leaseDurationSeconds, leaseTransitions } = (spec ?? {}) as LeaseSpec
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
    yield invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0')
  }
  yield* nonNegative('spec.leaseTransitions', leaseTransitions)
}

// Models pkg/apis/apps/validation/validation.go ValidateControllerRevisionCreate
export function* validateNewControllerRevision(object: KubeObject): Errors {
  const { data } = object
  yield* validateRevisionNumber(object)
  if (data === undefined || data === null) yield required('data', 'data is mandatory')
  else if (typeof data !== 'object' || Array.isArray(data)) yield required('data', 'data must be a valid JSON object')
}

// Models validation.go ValidateControllerRevisionUpdate
export function* validateControllerRevisionUpdate(object: KubeObject, before: KubeObject): Errors {
  yield* validateRevisionNumber(object)
  if (canonicalText(object.data) !== canonicalText(before.data)) {
    // The text that the client sent is printed: its fields are in order.
    yield invalid('data', JSON.parse(canonicalText(object.data)), 'field is immutable')
  }
}

function validateRevisionNumber({ revision }: KubeObject): Errors {
  return nonNegative('revision', revision as number | undefined)
}
