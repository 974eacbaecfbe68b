import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import type { ResourceType } from '../../../k8s/resources'
import { validateCustomStatus } from '../custom-objects/validate-custom-object'
import { type FieldError, invalid } from '../field-error'
import { type Errors, nonNegative } from './field-errors'
import { validateJobStatus } from './job-status'
import { validateNodeUpdate } from './nodes'

/** The counts of one kind's status, in the order in which the server looks at them. */
interface Counts {
  readonly nonNegative: readonly string[]
  /** Not more than `replicas`. */
  readonly partsOfReplicas?: readonly string[]
  /** How the server says that no more can be available than are ready. */
  readonly ready?: string
}

// Models pkg/apis/apps/validation/validation.go Validate*Status
const COUNTS: Readonly<Record<string, Counts>> = {
  'daemonsets.apps': {
    nonNegative: [
      'currentNumberScheduled',
      'numberMisscheduled',
      'desiredNumberScheduled',
      'numberReady',
      'observedGeneration',
      'updatedNumberScheduled',
      'numberAvailable',
      'numberUnavailable',
      'collisionCount',
    ],
  },
  'deployments.apps': {
    nonNegative: [
      'observedGeneration',
      'replicas',
      'updatedReplicas',
      'readyReplicas',
      'availableReplicas',
      'unavailableReplicas',
      'terminatingReplicas',
      'collisionCount',
    ],
    partsOfReplicas: ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  },
  'replicasets.apps': {
    nonNegative: [
      'replicas',
      'fullyLabeledReplicas',
      'readyReplicas',
      'availableReplicas',
      'observedGeneration',
      'terminatingReplicas',
    ],
    partsOfReplicas: ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  },
  'statefulsets.apps': {
    nonNegative: [
      'replicas',
      'readyReplicas',
      'currentReplicas',
      'updatedReplicas',
      'availableReplicas',
      'observedGeneration',
      'collisionCount',
    ],
    partsOfReplicas: ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
    ready: 'status.readyReplicas',
  },
}

/** What is wrong with a status that somebody writes by hand; nothing for kinds whose status is not looked at. */
export function validateStatus(
  resource: string,
  object: KubeObject,
  before: KubeObject,
  { custom }: Partial<ResourceType> = {},
): readonly FieldError[] {
  if (custom !== undefined) return [...validateCustomStatus(custom, object)]
  if (resource === 'nodes') return [...validateNodeUpdate(object, before)]
  if (resource === 'jobs.batch') return [...validateJobStatus(object, before)]
  const counts = COUNTS[resource]
  return counts === undefined ? [] : [...statusErrors(counts, numbersOf(object), numbersOf(before))]
}

type Numbers = Readonly<Record<string, number | undefined>>

const numbersOf = ({ status }: KubeObject) => ((status as Fields | undefined) ?? {}) as Numbers

function* statusErrors(counts: Counts, status: Numbers, before: Numbers): Errors {
  for (const name of counts.nonNegative) yield* nonNegative(`status.${name}`, status[name])
  const { replicas = 0, availableReplicas = 0, readyReplicas = 0, collisionCount = 0 } = status
  for (const name of counts.partsOfReplicas ?? []) {
    const value = status[name] ?? 0
    if (value > replicas) yield invalid(`status.${name}`, value, 'cannot be greater than status.replicas')
  }
  if (counts.ready !== undefined && availableReplicas > readyReplicas) {
    yield invalid('status.availableReplicas', availableReplicas, `cannot be greater than ${counts.ready}`)
  }
  const countsCollisions = counts.nonNegative.includes('collisionCount') && before.collisionCount !== undefined
  if (countsCollisions && (status.collisionCount === undefined || collisionCount < (before.collisionCount ?? 0))) {
    yield invalid('status.collisionCount', collisionCount, 'cannot be decremented')
  }
}
