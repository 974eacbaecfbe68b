import type { KubeObject } from '../../k8s/object'
import { isEmptySelector, matchesLabelSelector } from '../../k8s/selector'
import { deepEqual } from '../../k8s/share-unchanged'
import type { DaemonSet } from '../../k8s/workload'
import { type FieldError, invalid, required } from './field-error'
import type { Request } from './request'

/**
 * What is wrong with a complete object (defaults filled in, admitted), in the order in which the server says it. `stored` is
 * there for updates.
 */
export function* validateObject(
  { resource }: Request,
  object: KubeObject,
  stored?: KubeObject,
): Generator<FieldError, void> {
  if (object.metadata.name === '') yield required('metadata.name', 'name or generateName is required')
  if (resource === 'daemonsets.apps') yield* validateDaemonSet(object as DaemonSet, stored as DaemonSet | undefined)
}

// Models pkg/apis/apps/validation/validation.go ValidateDaemonSet
function* validateDaemonSet({ spec }: DaemonSet, stored: DaemonSet | undefined): Generator<FieldError, void> {
  const { selector, template } = spec
  if (selector === undefined) yield required('spec.selector')
  if (selector !== undefined && !matchesLabelSelector(selector, template?.metadata?.labels)) {
    const labels = template?.metadata?.labels ?? {}
    yield invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')
  }
  if (selector !== undefined && isEmptySelector(selector)) {
    yield invalid('spec.selector', selector, 'empty selector is invalid for daemonset')
  }
  if ((template?.spec?.containers ?? []).length === 0) yield required('spec.template.spec.containers')
  if (stored !== undefined && !deepEqual(stored.spec.selector, selector)) {
    yield invalid('spec.selector', selector, 'field is immutable')
  }
}
