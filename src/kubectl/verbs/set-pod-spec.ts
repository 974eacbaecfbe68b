import { ApiError } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import type { PodSpec } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'
import { recorded } from '../command/change-cause'
import type { Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  FILE_FLAGS,
  fieldManagerFlag,
  LOCAL_FLAG,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { PlainError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { type DryRun, OUTPUT_FLAGS } from '../output/object-printer'
import { patchTo } from '../resources/patch-to'
import { podSpecOf, withPodSpec } from '../resources/pod-template'
import type { LiveTarget } from '../resources/visit-targets'

/** What all `set` commands take. */
export const SET_FLAGS: readonly FlagSpec[] = [
  ALL_FLAG,
  DRY_RUN_FLAG,
  fieldManagerFlag('kubectl-set'),
  ...FILE_FLAGS,
  LOCAL_FLAG,
  ...OUTPUT_FLAGS,
  RECORD_FLAG,
  SELECTOR_FLAG,
]

/**
 * Changes the pod spec of a pod or template; undefined when it is that already. A refusal is told after `complaint`.
 */
export function changePodSpec(
  invocation: Invocation,
  target: LiveTarget,
  dryRun: DryRun,
  complaint: string,
  change: (spec: PodSpec) => PodSpec,
): KubeObject | undefined {
  const { session, flags } = invocation
  const { object } = target
  const spec = podSpecOf(object)
  if (spec === undefined) throw noPodSpec(target)
  const changed = withPodSpec(object, change(spec))
  const modified = deepEqual(object, changed) ? object : recorded(invocation, changed)
  if (dryRun === 'client' || flags.bool('local')) return deepEqual(object, modified) ? undefined : modified
  try {
    return patchTo(session, target, modified, { dryRun: dryRun === 'server', because: 'changed by a person' })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new PlainError(`${complaint}${error.status.message}`)
  }
}

/** The refusal of an object that runs no pods. */
export function noPodSpec({ type, name }: LiveTarget): PlainError {
  const where = `${type.plural}/${name}`
  return new PlainError(
    `error: ${where} the object is not a pod or does not have a pod template: *${type.version}.${type.kind}`,
  )
}
