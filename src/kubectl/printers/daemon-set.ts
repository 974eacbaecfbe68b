import type { DaemonSet } from '../../k8s/workload'
import { ageOf } from '../output/human-duration'
import { formatLabelSelector, formatLabels } from './format-labels'
import { columns, tablePrinter } from './table-printer'
import { containerCells } from './workload'

export const daemonSetPrinter = tablePrinter<DaemonSet>({
  columns: columns('NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE.SELECTOR AGE -CONTAINERS -IMAGES -SELECTOR'),
  cells({ metadata, spec, status }, { now, wide }) {
    const cells = [
      metadata.name,
      String(status.desiredNumberScheduled ?? 0),
      String(status.currentNumberScheduled ?? 0),
      String(status.numberReady ?? 0),
      String(status.updatedNumberScheduled ?? 0),
      String(status.numberAvailable ?? 0),
      formatLabels(spec.template.spec.nodeSelector),
      ageOf(metadata.creationTimestamp, now),
    ]
    return wide ? [...cells, ...containerCells(spec.template), formatLabelSelector(spec.selector)] : cells
  },
})
