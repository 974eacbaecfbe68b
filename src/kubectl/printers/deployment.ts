import type { Deployment } from '../../k8s/workload'
import { ageOf } from '../output/human-duration'
import { formatLabelSelector } from './format-labels'
import { columns, tablePrinter } from './table-printer'
import { containerCells } from './workload'

export const deploymentPrinter = tablePrinter<Deployment>({
  columns: columns('NAME READY UP-TO-DATE AVAILABLE AGE -CONTAINERS -IMAGES -SELECTOR'),
  cells({ metadata, spec, status }, { now, wide }) {
    const cells = [
      metadata.name,
      `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
      String(status?.updatedReplicas ?? 0),
      String(status?.availableReplicas ?? 0),
      ageOf(metadata.creationTimestamp, now),
    ]
    return wide ? [...cells, ...containerCells(spec.template), formatLabelSelector(spec.selector)] : cells
  },
})
