import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

/** How the API server shares itself out among those who ask. */

// Models pkg/printers/internalversion/printers.go printFlowSchema
export const flowSchemaPrinter: TablePrinter = {
  columns: columns('NAME PRIORITYLEVEL MATCHINGPRECEDENCE DISTINGUISHERMETHOD AGE MISSINGPL'),
  cells({ metadata, spec, status }, { now }) {
    const { priorityLevelConfiguration, matchingPrecedence, distinguisherMethod } = fieldsOf(spec)
    const { conditions } = fieldsOf(status)
    const dangling = (Array.isArray(conditions) ? conditions : []).map(fieldsOf).find(({ type }) => type === 'Dangling')
    return [
      metadata.name,
      textOf(fieldsOf(priorityLevelConfiguration).name, '<none>'),
      textOf(matchingPrecedence, '0'),
      textOf(fieldsOf(distinguisherMethod).type, '<none>'),
      ageOf(metadata.creationTimestamp, now),
      textOf(dangling?.status, '?'),
    ]
  },
}

// Models pkg/printers/internalversion/printers.go printPriorityLevelConfiguration
export const priorityLevelPrinter: TablePrinter = {
  columns: columns('NAME TYPE NOMINALCONCURRENCYSHARES QUEUES HANDSIZE QUEUELENGTHLIMIT AGE'),
  cells({ metadata, spec }, { now }) {
    const { type, limited } = fieldsOf(spec)
    const { nominalConcurrencyShares, limitResponse } = fieldsOf(limited)
    const { queues, handSize, queueLengthLimit } = fieldsOf(fieldsOf(limitResponse).queuing)
    const numbers = [nominalConcurrencyShares, queues, handSize, queueLengthLimit].map(value => textOf(value, '<none>'))
    return [metadata.name, textOf(type), ...numbers, ageOf(metadata.creationTimestamp, now)]
  },
}
