import type { ListOptions } from '../../k8s/api-client'
import { parseFieldSelector } from '../../k8s/field-selector'
import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { KubeObject } from '../../k8s/object'
import { matchesLabelSelector } from '../../k8s/selector'

/** Whether an object is asked for: by its namespace, its labels and its fields. */
export function selectionOf(resource: string, options: ListOptions): (object: KubeObject) => boolean {
  const { namespace, labelSelector = '', fieldSelector = '' } = options
  const labels = typeof labelSelector === 'string' ? parseLabelSelector(labelSelector) : labelSelector
  const fields = fieldSelector === '' ? () => true : parseFieldSelector(resource, fieldSelector)
  return object =>
    (namespace === undefined || object.metadata.namespace === undefined || object.metadata.namespace === namespace) &&
    matchesLabelSelector(labels, object.metadata.labels) &&
    fields(object)
}
