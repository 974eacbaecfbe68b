import { ApiError } from '../../k8s/api-client'
import type { Container } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import {
  ALL_FLAG,
  DRY_RUN_FLAG,
  dryRunOf,
  FIELD_MANAGER_FLAG,
  FILE_FLAGS,
  LOCAL_FLAG,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from '../command/common-flags'
import { PlainError } from '../command/failure'
import { type FlagSpec, goQuote } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { type DryRun, OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { podSpecOf, podSpecPatch } from '../resources/pod-template'
import { resourceNameOf } from '../resources/resource-mapper'
import { type LiveTarget, splitPairs, visitTargets } from '../resources/visit-targets'

/** What all `set` commands take. */
export const SET_FLAGS: readonly FlagSpec[] = [
  ALL_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  ...FILE_FLAGS,
  LOCAL_FLAG,
  ...OUTPUT_FLAGS,
  RECORD_FLAG,
  SELECTOR_FLAG,
]

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go
export const setImageCommand: CommandSpec = {
  name: 'image',
  short: 'Update the image of a pod template',
  usage:
    '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]',
  completes: 'resource',
  flags: SET_FLAGS,
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, pairs } = splitPairs(args, 'image')
    const images = imagesOf(pairs)
    const report = reporter(flags, io, dryRun)
    checkArguments(invocation, resources, images)
    visitTargets(invocation, { words: resources }, target => {
      const containers = changedContainers(target, images)
      if (containers.length === 0) return
      const changed = patchTemplate(
        invocation,
        target,
        { containers },
        dryRun,
        'failed to patch image update to pod template: ',
      )
      report(target.type, changed, 'image updated')
    })
    return 0
  }),
}

function imagesOf(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map(pair => {
      const equals = pair.indexOf('=')
      if (equals < 0) throw new PlainError(`invalid image specification: ${pair}`)
      return [pair.slice(0, equals), pair.slice(equals + 1)]
    }),
  )
}

function checkArguments(
  { flags }: Invocation,
  resources: readonly string[],
  images: ReadonlyMap<string, string>,
): void {
  const problems: string[] = []
  if (flags.bool('all') && flags.string('selector') !== '')
    problems.push('cannot set --all and --selector at the same time')
  if (images.size === 0 && (resources.length > 0 || flags.list('filename').length > 0) && !isMixed(resources)) {
    problems.push('at least one image update is required')
  } else if (images.size > 1 && images.has('*')) {
    problems.push(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    )
  }
  const [first] = problems
  if (first !== undefined) throw new PlainError(problems.length === 1 ? first : `[${problems.join(', ')}]`)
}

const isMixed = (words: readonly string[]) =>
  words.some(word => word.includes('/')) && words.some(word => !word.includes('/'))

function changedContainers(
  { object }: LiveTarget,
  images: ReadonlyMap<string, string>,
): { name: string; image: string }[] {
  const spec = podSpecOf(object)
  const all: readonly Container[] = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]
  const changed: { name: string; image: string }[] = []
  for (const [name, image] of images) {
    const matching = all.filter(container => name === '*' || container.name === name)
    if (matching.length === 0) throw new PlainError(`unable to find container named ${goQuote(name)}`)
    for (const container of matching) if (container.image !== image) changed.push({ name: container.name, image })
  }
  return changed
}

/** Patches the pod spec of an object; a refusal is told as `set` tells it. */
export function patchTemplate(
  { session }: Invocation,
  target: LiveTarget,
  change: Readonly<Record<string, unknown>>,
  dryRun: DryRun,
  complaint: string,
) {
  const { type, namespace, name, object } = target
  if (dryRun === 'client') return object
  try {
    return session.client.patch(resourceNameOf(type), namespace, name, 'strategic', podSpecPatch(object, change), {
      dryRun: dryRun === 'server',
      because: 'changed by a person',
    })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new PlainError(`${complaint}${error.status.message}`)
  }
}
