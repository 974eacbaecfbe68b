import { utf8 } from '../../../k8s/base64'
import type { Job, JobSpec } from '../../../k8s/batch'
import { dnsLabel, dnsSubdomain } from '../../../k8s/names'
import type { KubeObject, ObjectMeta } from '../../../k8s/object'
import type { LabelSelector } from '../../../k8s/selector'
import { matchesLabelSelector } from '../../../k8s/selector'
import { invalid, notSupported, required, TypedText, tooLong } from '../field-error'
import { type Errors, nonNegative, oneOf, textErrors } from './field-errors'
import { validateFailurePolicy, validateSuccessPolicy } from './job-policies'
import { isUsableSelector, validateLabelSelector } from './labels'
import { inKeyOrder, validatePodTemplate, validateSelectsTemplate } from './pod-template'

const PREFIX = 'batch.kubernetes.io/'
const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const
const MODES = ['NonIndexed', 'Indexed']
const REPLACEMENTS = ['Failed', 'TerminatingOrFailed']
const RESTARTS = ['OnFailure', 'Never']
const LONGEST_MANAGER = 63
/** Sizes that keep the lists of indexes in a status short enough. */
const MOST_AT_ONCE = 100_000
const MANY_COMPLETIONS = 100_000
const MOST_WITH_MANY_COMPLETIONS = 10_000

// Models pkg/apis/batch/validation/validation.go ValidateJob
export function* validateJob(object: KubeObject): Errors {
  const { metadata, spec } = object as Job
  yield* validateGeneratedSelector(object as Job)
  yield* validateJobSpec(spec, 'spec')
  if (spec.selector === undefined) yield required('spec.selector')
  else yield* validateLabelSelector(spec.selector, 'spec.selector')
  yield* validateSelectsTemplate(spec.selector, spec.template, 'spec.template')
  const { completionMode, completions = 0 } = spec
  if (completionMode !== 'Indexed' || completions <= 0) return
  const lastPod = `${metadata.name}-${completions - 1}`
  if (dnsLabel(lastPod).length > 0) {
    yield invalid('metadata.name', metadata.name, `will not able to create pod with invalid DNS label: ${lastPod}`)
  }
}

/** A Job without labels shows those of its template, the generated ones too; the server judges only those that were given. */
// Models pkg/apis/batch/v1/defaults.go SetDefaults_Job, which comes before pkg/registry/batch/job/strategy.go generateSelector
export function givenJobMetadata(object: KubeObject): ObjectMeta {
  const { metadata, spec } = object as Job
  const { labels = {} } = metadata
  if (spec.manualSelector === true || labels !== spec.template?.metadata?.labels) return metadata
  const given = Object.entries(labels).filter(([key]) => !(key in generatedLabels(metadata)))
  return { ...metadata, labels: Object.fromEntries(given) }
}

function generatedLabels({ name, uid }: ObjectMeta): Readonly<Record<string, string>> {
  return {
    'controller-uid': uid,
    'job-name': name,
    [`${PREFIX}controller-uid`]: uid,
    [`${PREFIX}job-name`]: name,
  }
}

/** A Job selects by its own uid, unless it says that it does so by hand: then the template may not say otherwise. */
// Models pkg/apis/batch/validation/validation.go validateGeneratedSelector
function* validateGeneratedSelector({ metadata, spec }: Job): Errors {
  const { selector, manualSelector } = spec
  if (manualSelector === true || selector === undefined) return
  const wanted = generatedLabels(metadata)
  const labels = spec.template?.metadata?.labels ?? {}
  for (const [key, value] of Object.entries(wanted)) {
    const path = `spec.template.metadata.labels[${key}]`
    if (labels[key] === undefined) yield required(path, `must be '${value}'`)
    else if (labels[key] !== value) yield invalid(path, inKeyOrder(labels), `must be '${value}'`)
  }
  if (isUsableSelector(selector) && !matchesLabelSelector(selector, wanted)) {
    yield invalid('spec.selector', printedSelector(selector), '`selector` not auto-generated')
  }
}

/** As Go prints it. */
export function printedSelector({ matchLabels, ...rest }: LabelSelector): unknown {
  return { ...(matchLabels === undefined ? {} : { matchLabels: inKeyOrder(matchLabels) }), ...rest }
}

/** What is wrong with a Job's specification, but for its selector. */
// Models pkg/apis/batch/validation/validation.go validateJobSpec
export function* validateJobSpec(job: Partial<JobSpec>, path: string): Errors {
  for (const field of COUNTS) yield* nonNegative(`${path}.${field}`, job[field])
  if (job.maxFailedIndexes !== undefined && job.backoffLimitPerIndex === undefined) {
    yield required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')
  }
  if (job.managedBy !== undefined) yield* validateManager(job.managedBy, `${path}.managedBy`)
  yield* oneOf(`${path}.completionMode`, job.completionMode, MODES)
  if (job.completionMode === 'Indexed') yield* validateIndexed(job, path)
  if ((job.completionMode ?? 'NonIndexed') === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      if (job[field] !== undefined) yield invalid(`${path}.${field}`, job[field], 'requires indexed completion mode')
    }
  }
  if (job.podFailurePolicy !== undefined) yield* validateFailurePolicy(job, `${path}.podFailurePolicy`)
  if (job.successPolicy !== undefined) yield* validateSuccessPolicy(job, `${path}.successPolicy`)
  const replacements = job.podFailurePolicy === undefined ? REPLACEMENTS : ['Failed']
  yield* oneOf(`${path}.podReplacementPolicy`, job.podReplacementPolicy, replacements)
  yield* validatePodTemplate(job.template, `${path}.template`)
  yield* validateRestartPolicy(job, `${path}.template.spec.restartPolicy`)
}

function* validateRestartPolicy({ template, podFailurePolicy }: Partial<JobSpec>, path: string): Errors {
  const policy = template?.spec?.restartPolicy ?? 'Always'
  if (policy === 'Always') yield required(path, 'valid values: "OnFailure", "Never"')
  else if (!RESTARTS.includes(policy)) yield notSupported(path, policy, RESTARTS)
  else if (podFailurePolicy !== undefined && policy !== 'Never') {
    yield invalid(path, new TypedText(policy), 'only "Never" is supported when podFailurePolicy is specified')
  }
}

// Models pkg/apis/batch/validation/validation.go validateJobSpec, its part on Indexed Jobs
function* validateIndexed(job: Partial<JobSpec>, path: string): Errors {
  const { completions, parallelism = 0, maxFailedIndexes, backoffLimitPerIndex } = job
  if (completions === undefined) yield required(`${path}.completions`, 'when completion mode is Indexed')
  const atMost = (field: string, value: number, most: number, when: string) =>
    invalid(`${path}.${field}`, value, `must be less than or equal to ${most}${when}`)
  if (parallelism > MOST_AT_ONCE) {
    yield atMost('parallelism', parallelism, MOST_AT_ONCE, ' when completion mode is Indexed')
  }
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
    yield invalid(`${path}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to completions')
  }
  if (maxFailedIndexes !== undefined && maxFailedIndexes > MOST_AT_ONCE) {
    yield atMost('maxFailedIndexes', maxFailedIndexes, MOST_AT_ONCE, '')
  }
  if ((completions ?? 0) <= MANY_COMPLETIONS || backoffLimitPerIndex === undefined) return
  const when = ` when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`
  if (maxFailedIndexes === undefined) {
    yield required(`${path}.maxFailedIndexes`, `must be specified when completions is above ${MANY_COMPLETIONS}`)
  }
  if (parallelism > MOST_WITH_MANY_COMPLETIONS) {
    yield atMost('parallelism', parallelism, MOST_WITH_MANY_COMPLETIONS, when)
  }
  if (maxFailedIndexes !== undefined && maxFailedIndexes > MOST_WITH_MANY_COMPLETIONS) {
    yield atMost('maxFailedIndexes', maxFailedIndexes, MOST_WITH_MANY_COMPLETIONS, when)
  }
}

// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsDomainPrefixedPath
function* validateManager(manager: string, path: string): Errors {
  if (manager === '') {
    yield required(path)
    return
  }
  const slash = manager.indexOf('/')
  const [host, rest] = [manager.slice(0, Math.max(0, slash)), manager.slice(slash + 1)]
  if (slash <= 0 || rest === '') yield invalid(path, manager, 'must be a domain-prefixed path (such as "acme.io/foo")')
  else {
    yield* textErrors(path, host, dnsSubdomain)
    const format = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
    if (!new RegExp(`^${format}$`).test(rest)) {
      yield invalid(path, rest, `Invalid path (regex used for validation is '${format}')`)
    }
  }
  if (utf8(manager).length > LONGEST_MANAGER) yield tooLong(path, LONGEST_MANAGER)
}
