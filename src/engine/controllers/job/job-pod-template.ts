import {
  COMPLETION_INDEX,
  INDEX_FAILURE_COUNT,
  INDEX_IGNORED_FAILURE_COUNT,
  isIndexedJob,
  JOB_TRACKING_FINALIZER,
  type Job,
} from '../../../k8s/batch'
import type { Container, Pod, PodTemplate } from '../../../k8s/pod'
import { countsByIndex, failuresBefore } from './job-facts'
import { judgeFailure } from './pod-failure-policy'

const INDEX_VARIABLE = 'JOB_COMPLETION_INDEX'
/** What is left of a name's 63 characters when five are drawn for its end. */
const LONGEST_GENERATED_PREFIX = 58

/** What the next pod of the Job is made from, and how its name begins. `replaced`: the failed pod whose index it takes over. */
// Models pkg/controller/job/job_controller.go manageJob
export function jobPodTemplate(
  job: Job,
  index: number | undefined,
  replaced: Pod | undefined,
): { readonly template: PodTemplate; readonly generateName: string } {
  const { metadata = {}, spec } = job.spec.template
  const given = metadata.finalizers ?? []
  const finalizers = given.includes(JOB_TRACKING_FINALIZER) ? given : [...given, JOB_TRACKING_FINALIZER]
  const { name } = job.metadata
  if (index === undefined || !isIndexedJob(job)) {
    return { template: { metadata: { ...metadata, finalizers }, spec }, generateName: `${name}-` }
  }
  const labels = { ...metadata.labels, [COMPLETION_INDEX]: `${index}` }
  const annotations = { ...metadata.annotations, [COMPLETION_INDEX]: `${index}`, ...failureCounts(job, replaced) }
  const containers = spec.containers.map(withIndexVariable)
  const initContainers = spec.initContainers?.map(withIndexVariable)
  return {
    template: {
      metadata: { ...metadata, labels, annotations, finalizers },
      spec: {
        ...spec,
        containers,
        ...(initContainers === undefined ? {} : { initContainers }),
        hostname: `${name}-${index}`,
      },
    },
    generateName: generateNameOf(name, index),
  }
}

// Models pkg/controller/job/indexed_job_utils.go podGenerateNameWithIndex
function generateNameOf(name: string, index: number): string {
  const end = `-${index}-`
  return `${name.slice(0, Math.max(0, LONGEST_GENERATED_PREFIX - end.length))}${end}`
}

// Models pkg/controller/job/indexed_job_utils.go addCompletionIndexEnvVariable
function withIndexVariable(container: Container): Container {
  const { env = [] } = container
  if (env.some(({ name }) => name === INDEX_VARIABLE)) return container
  const valueFrom = { fieldRef: { fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } }
  return { ...container, env: [...env, { name: INDEX_VARIABLE, valueFrom }] }
}

/** The new pod carries on its index's count of failures. */
// Models pkg/controller/job/indexed_job_utils.go addIndexFailureCountAnnotation
function failureCounts(job: Job, replaced: Pod | undefined): Readonly<Record<string, string>> {
  if (!countsByIndex(job)) return {}
  if (replaced === undefined) return { [INDEX_FAILURE_COUNT]: '0' }
  const { counted, ignored } = failuresBefore(replaced)
  const { counts } = judgeFailure(job, replaced)
  const nowIgnored = ignored + (counts ? 0 : 1)
  return {
    [INDEX_FAILURE_COUNT]: `${counted + (counts ? 1 : 0)}`,
    ...(nowIgnored > 0 ? { [INDEX_IGNORED_FAILURE_COUNT]: `${nowIgnored}` } : {}),
  }
}
