import type { JobSpec } from '../../k8s/batch'
import type { KubeObject } from '../../k8s/object'

const PREFIX = 'batch.kubernetes.io/'

/** A Job selects its Pods by its own uid: the template gets labels with it. A Job without labels of its own shows them, too. */
// Models pkg/registry/batch/job/strategy.go generateSelector
export function withGeneratedSelector(job: KubeObject): KubeObject {
  const spec = (job.spec ?? {}) as Partial<JobSpec>
  if (spec.manualSelector === true) return job
  const { name, uid, labels: own } = job.metadata
  const given = spec.template?.metadata?.labels
  const labels = {
    'job-name': name,
    [`${PREFIX}job-name`]: name,
    'controller-uid': uid,
    [`${PREFIX}controller-uid`]: uid,
    ...given,
  }
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels } }
  const matchLabels = { [`${PREFIX}controller-uid`]: uid, ...spec.selector?.matchLabels }
  const selector = { ...spec.selector, matchLabels }
  const metadata = own === undefined || own === given ? { ...job.metadata, labels } : job.metadata
  return { ...job, metadata, spec: { ...spec, selector, template } }
}
