import { goQuote } from '../../k8s/go-quote'
import type { Container, PodSpec } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { podSpecOf } from '../resources/pod-template'
import { liveTargets, splitPairs, visitEach } from '../resources/visit-targets'
import { changePodSpec, SET_FLAGS } from './set-pod-spec'

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go
export const setImageCommand: CommandSpec = {
  name: 'image',
  short: 'Update the image of a pod template',
  completes: 'resource',
  flags: SET_FLAGS,
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, pairs } = splitPairs(args, 'image')
    const images = imagesOf(pairs)
    const report = reporter(flags, io, dryRun, { structs: true })
    const { targets, errors } = liveTargets(invocation, { words: resources })
    throwIfAny(errors)
    checkArguments(invocation, images)
    visitEach(invocation, targets, target => {
      const spec = podSpecOf(target.object)
      const complaint = 'failed to patch image update to pod template: '
      const changed = changePodSpec(invocation, target, dryRun, complaint, before => withImages(before, images))
      if (changed !== undefined) report(target.type, changed, 'image updated')
      throwIfAny(unknownNames([...(spec?.initContainers ?? []), ...(spec?.containers ?? [])], images))
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

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go Validate
function checkArguments({ flags }: Invocation, images: ReadonlyMap<string, string>): void {
  const problems: string[] = []
  if (flags.bool('all') && flags.string('selector') !== '')
    problems.push('cannot set --all and --selector at the same time')
  if (images.size === 0) {
    problems.push('at least one image update is required')
  } else if (images.size > 1 && images.has('*')) {
    problems.push(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    )
  }
  const [first] = problems
  if (first !== undefined) throw new PlainError(problems.length === 1 ? first : `[${problems.join(', ')}]`)
}

function withImages(spec: PodSpec, images: ReadonlyMap<string, string>): PodSpec {
  const change = (container: Container) => ({
    ...container,
    image: images.get(container.name) ?? images.get('*') ?? container.image,
  })
  return {
    ...spec,
    containers: spec.containers.map(change),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(change) }),
  }
}

function unknownNames(containers: readonly Container[], images: ReadonlyMap<string, string>): readonly PlainError[] {
  return [...images.keys()]
    .filter(name => name !== '*' && !containers.some(container => container.name === name))
    .map(name => new PlainError(`error: unable to find container named ${goQuote(name)}`))
}
