import type { CronJob, Job } from '../../k8s/batch'
import { isConditionTrue } from '../../k8s/conditions'
import { fromTimestamp } from '../../k8s/time'
import { ageOf, humanDuration } from '../output/human-duration'
import { formatLabelSelector } from './format-labels'
import { columns, tablePrinter } from './table-printer'
import { containerCells } from './workload'

// Models pkg/printers/internalversion/printers.go printJob
export const jobPrinter = tablePrinter<Job>({
  columns: columns('NAME STATUS COMPLETIONS DURATION AGE -CONTAINERS -IMAGES -SELECTOR'),
  cells(job, { now }) {
    const { metadata, spec } = job
    return [
      metadata.name,
      stateOf(job),
      completions(job),
      durationOf(job, now),
      ageOf(metadata.creationTimestamp, now),
      ...containerCells(spec.template),
      formatLabelSelector(spec.selector),
    ]
  },
})

function stateOf({ metadata, status }: Job): string {
  const holds = (type: string) => isConditionTrue(status?.conditions, type)
  const ended = ['Complete', 'Failed'].find(holds)
  if (ended !== undefined) return ended
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(holds) ?? 'Running'
}

function completions({ spec, status }: Job): string {
  const { parallelism = 0 } = spec
  const succeeded = status?.succeeded ?? 0
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationOf({ status }: Job, now: number): string {
  const { startTime, completionTime } = status ?? {}
  if (startTime === undefined) return ''
  const end = completionTime === undefined ? now : fromTimestamp(completionTime)
  return humanDuration(end - fromTimestamp(startTime))
}

// Models pkg/printers/internalversion/printers.go printCronJob
export const cronJobPrinter = tablePrinter<CronJob>({
  columns: columns('NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST.SCHEDULE AGE -CONTAINERS -IMAGES -SELECTOR'),
  cells({ metadata, spec, status }, { now }) {
    const last = status?.lastScheduleTime
    return [
      metadata.name,
      spec.schedule,
      spec.timeZone ?? '<none>',
      spec.suspend === true ? 'True' : 'False',
      String((status?.active ?? []).length),
      last === undefined ? '<none>' : ageOf(last, now),
      ageOf(metadata.creationTimestamp, now),
      ...containerCells(spec.jobTemplate.spec.template),
      formatLabelSelector(spec.jobTemplate.spec.selector),
    ]
  },
})
