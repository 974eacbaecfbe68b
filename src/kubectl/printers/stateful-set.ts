import type { StatefulSet } from '../../k8s/stateful-set'
import { ageOf } from '../output/human-duration'
import { columns, tablePrinter } from './table-printer'
import { containerCells } from './workload'

export const statefulSetPrinter = tablePrinter<StatefulSet>({
  columns: columns('NAME READY AGE -CONTAINERS -IMAGES'),
  cells({ metadata, spec, status }, { now, wide }) {
    const cells = [
      metadata.name,
      `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
      ageOf(metadata.creationTimestamp, now),
    ]
    return wide ? [...cells, ...containerCells(spec.template)] : cells
  },
})
