import type { ReplicaSet } from '../../k8s/workload'
import { ageOf } from '../output/human-duration'
import { formatLabelSelector } from './format-labels'
import { columns, tablePrinter } from './table-printer'
import { containerCells } from './workload'

/** ReplicaSets and ReplicationControllers. */
export const replicaSetPrinter = tablePrinter<ReplicaSet>({
  columns: columns('NAME DESIRED CURRENT READY AGE -CONTAINERS -IMAGES -SELECTOR'),
  cells({ metadata, spec, status }, { now, wide }) {
    const cells = [
      metadata.name,
      String(spec.replicas ?? 1),
      String(status?.replicas ?? 0),
      String(status?.readyReplicas ?? 0),
      ageOf(metadata.creationTimestamp, now),
    ]
    return wide ? [...cells, ...containerCells(spec.template), formatLabelSelector(spec.selector)] : cells
  },
})
