import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import type { DescribeWriter } from './describe-writer'

export const conditionsOf = ({ status }: KubeObject): readonly Fields[] => itemsOf(fieldsOf(status).conditions)

/** A table of conditions, with when each came about; nothing when there are none. */
export function describeConditions(w: DescribeWriter, conditions: readonly Fields[]): void {
  if (conditions.length === 0) return
  w.line(0, 'Conditions:')
  w.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
  w.line(1, '----\t------\t------------------\t------\t-------')
  for (const { type, status, lastTransitionTime, reason, message } of conditions) {
    const time = rfc1123(parseTimestamp(textOf(lastTransitionTime)))
    w.line(1, [type, status, time, reason, message].map(cell => textOf(cell)).join('\t'))
  }
}
