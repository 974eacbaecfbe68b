import type { Fields } from '../../../base/fields'
import { isIndexedJob, type Job, type JobSpec } from '../../../k8s/batch'
import { isConditionTrue } from '../../../k8s/conditions'
import type { KubeObject } from '../../../k8s/object'
import type { Affinity, Container, PodSpec, PodTemplate } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import { internalForm } from '../decoding/internal-form'
import { invalid } from '../field-error'
import type { Errors } from './field-errors'
import { printedSelector } from './jobs'
import { inKeyOrder } from './pod-template'

const IMMUTABLE = 'field is immutable'

/** What a Job is made of cannot be changed once it is there, except a little as long as it has not begun. */
// Models pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate
export function* validateJobChange(object: KubeObject, stored: KubeObject): Errors {
  const [job, before] = [object as Job, stored as Job]
  const [now, was] = [job.spec, before.spec]
  yield* validateCompletions(job, before)
  if (!deepEqual(now.selector, was.selector)) {
    yield invalid('spec.selector', now.selector === undefined ? null : printedSelector(now.selector), IMMUTABLE)
  }
  yield* validateTemplateChange(job, before)
  yield* unchanged('completionMode', now, was)
  yield* unchanged('podFailurePolicy', now, was, 'v1.PodFailurePolicy')
  yield* unchanged('backoffLimitPerIndex', now, was)
  yield* unchanged('managedBy', now, was)
  yield* unchanged('successPolicy', now, was, 'v1.SuccessPolicy')
}

/** `struct`: how the generated table names the field's type, if it is one. */
function* unchanged(field: keyof JobSpec, now: JobSpec, was: JobSpec, struct?: string): Errors {
  if (deepEqual(now[field], was[field])) return
  const value = now[field]
  const printed = struct === undefined || value === undefined ? value : internalForm(struct, value as Fields)
  yield invalid(`spec.${field}`, printed ?? null, IMMUTABLE)
}

// Models pkg/apis/batch/validation/validation.go validateCompletions
function* validateCompletions(job: Job, before: Job): Errors {
  const { completions, parallelism } = job.spec
  if (completions === before.spec.completions) return
  if (!isIndexedJob(job)) yield invalid('spec.completions', completions ?? null, IMMUTABLE)
  else if (completions !== undefined && completions !== parallelism) {
    yield invalid('spec.completions', completions, 'can only be modified in tandem with spec.parallelism')
  }
}

// Models pkg/apis/batch/validation/validation.go validatePodTemplateUpdate
function* validateTemplateChange({ spec }: Job, before: Job): Errors {
  const { template } = spec
  const mayChange = isAtRest(before)
  const base = mayChange ? withSchedulingOf(before.spec.template, template) : before.spec.template
  if (deepEqual(template, base)) return
  if (!mayChange) {
    yield invalid('spec.template', printedTemplate(template), IMMUTABLE)
    return
  }
  const { spec: pod } = template
  if (deepEqual(pod, withResourcesOf(base.spec, pod))) return
  yield invalid('spec.template.spec', internalForm('v1.PodSpec', pod as Fields), IMMUTABLE)
}

/** Suspended, without a Pod at work. */
// Models pkg/registry/batch/job/strategy.go shouldAllowMutablePodTemplate
function isAtRest({ spec, status }: Job): boolean {
  if (spec.suspend !== true || (status.active ?? 0) > 0) return false
  return status.startTime === undefined || isConditionTrue(status.conditions, 'Suspended')
}

/** The template, with what tells the scheduler where to place its Pods from another one. */
function withSchedulingOf(template: PodTemplate, other: PodTemplate): PodTemplate {
  const { labels, annotations } = other.metadata ?? {}
  const { nodeSelector, tolerations, schedulingGates } = other.spec
  return present({
    ...template,
    metadata: present({ ...template.metadata, labels, annotations }),
    spec: present({
      ...template.spec,
      nodeSelector,
      tolerations,
      schedulingGates,
      affinity: affinityWith(template.spec.affinity, other.spec.affinity),
    }),
  })
}

function affinityWith(affinity: Affinity | undefined, other: Affinity | undefined): Affinity | undefined {
  const next = present({ ...affinity, nodeAffinity: other?.nodeAffinity })
  return other === undefined && Object.keys(next).length === 0 ? undefined : next
}

function withResourcesOf(spec: PodSpec, other: PodSpec): PodSpec {
  const replaced = (containers: readonly Container[] | undefined, others: readonly Container[] | undefined) =>
    containers?.length === others?.length
      ? containers?.map((container, index) => {
          const match = others?.[index]
          return match?.name === container.name ? present({ ...container, resources: match.resources }) : container
        })
      : containers
  return present({
    ...spec,
    containers: replaced(spec.containers, other.containers) ?? [],
    initContainers: replaced(spec.initContainers, other.initContainers),
  })
}

/** Without the fields that are undefined. */
function present<T extends object>(object: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}

/** The server's own type has the metadata's fields in it. */
function printedTemplate({ metadata, spec }: PodTemplate): unknown {
  const { labels, annotations, ...rest } = metadata ?? {}
  return {
    ...rest,
    ...(labels === undefined ? {} : { labels: inKeyOrder(labels) }),
    ...(annotations === undefined ? {} : { annotations: inKeyOrder(annotations) }),
    Spec: internalForm('v1.PodSpec', spec as Fields),
  }
}
