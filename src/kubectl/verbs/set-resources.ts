import type { Container, ResourceList } from '../../k8s/pod'
import { canonicalQuantity } from '../../k8s/quantity'
import type { CommandSpec } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { containerMatches } from '../resources/pod-template'
import { liveTargets, visitEach } from '../resources/visit-targets'
import { changePodSpec, SET_FLAGS } from './set-pod-spec'

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_resources.go
export const setResourcesCommand: CommandSpec = {
  name: 'resources',
  short: 'Update resource requests/limits on objects with pod templates',
  completes: 'resource',
  flags: [
    ...SET_FLAGS,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: "'*'",
    },
    { name: 'limits', type: 'string', default: "''" },
    { name: 'requests', type: 'string', default: "''" },
  ],
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { targets, errors } = liveTargets(invocation, { words: args })
    throwIfAny(errors)
    if (flags.string('limits') === '' && flags.string('requests') === '') {
      throw new PlainError('you must specify an update to requests or limits (in the form of --requests/--limits)')
    }
    const limits = parseList(flags.string('limits'))
    const requests = parseList(flags.string('requests'))
    const pattern = flags.string('containers')
    const report = reporter(flags, io, dryRun, { structs: true })
    visitEach(invocation, targets, target => {
      const change = (container: Container): Container => {
        if (!containerMatches(pattern, container)) return container
        return {
          ...container,
          resources: {
            ...container.resources,
            ...(limits === undefined ? {} : { limits: { ...container.resources?.limits, ...limits } }),
            ...(requests === undefined ? {} : { requests: { ...container.resources?.requests, ...requests } }),
          },
        }
      }
      const complaint = 'failed to patch resources update to pod template '
      const changed = changePodSpec(invocation, target, dryRun, complaint, spec => {
        const { containers, initContainers } = spec
        if (![...containers, ...(initContainers ?? [])].some(container => containerMatches(pattern, container))) {
          throw new PlainError(`error: unable to find container named ${pattern}`)
        }
        const init = initContainers === undefined ? {} : { initContainers: initContainers.map(change) }
        return { ...spec, containers: containers.map(change), ...init }
      })
      if (changed !== undefined) report(target.type, changed, 'resource requirements updated')
    })
    return 0
  }),
}

function parseList(text: string): ResourceList | undefined {
  if (text === '') return undefined
  return Object.fromEntries(
    text.split(',').map(part => {
      const [name = '', value, more] = part.split('=')
      if (value === undefined || more !== undefined)
        throw new PlainError(`Invalid argument syntax ${part}, expected <resource>=<value>`)
      try {
        return [name, canonicalQuantity(value)]
      } catch (error) {
        throw new PlainError(error instanceof Error ? error.message : String(error))
      }
    }),
  )
}
