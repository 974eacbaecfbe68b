import type { KubeObject } from '../../k8s/object'
import type { LabelSelector } from '../../k8s/selector'

const PREFIX = 'batch.kubernetes.io/'

interface JobSpec {
  readonly manualSelector?: boolean
  readonly selector?: LabelSelector
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }
}

/** A Job selects its Pods by its own uid: the template gets labels with it. A Job without labels of its own shows them, too. */
// Models pkg/registry/batch/job/strategy.go generateSelector
export function withGeneratedSelector(job: KubeObject): KubeObject {
  const spec = (job.spec ?? {}) as JobSpec
  if (spec.manualSelector === true) return job
  const { name, uid, labels: own } = job.metadata
  const given = spec.template?.metadata?.labels
  const labels = {
    ...given,
    [`${PREFIX}controller-uid`]: uid,
    [`${PREFIX}job-name`]: name,
    'controller-uid': uid,
    'job-name': name,
  }
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels } }
  const selector = { matchLabels: { ...spec.selector?.matchLabels, [`${PREFIX}controller-uid`]: uid } }
  const metadata = own === undefined || own === given ? { ...job.metadata, labels } : job.metadata
  return { ...job, metadata, spec: { ...spec, selector, template } }
}
