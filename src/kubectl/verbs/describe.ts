import { isNotFound } from '../../k8s/api-client'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG, CHUNK_SIZE_FLAG, FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError, throwIfAny } from '../command/failure'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { describeObject } from '../describers/describer-list'
import { namesFiles } from '../resources/manifest-sources'
import { mapWord } from '../resources/resource-mapper'
import { listObjects } from '../resources/resource-selection'
import { liveTargets } from '../resources/visit-targets'

// Models staging/src/k8s.io/kubectl/pkg/cmd/describe/describe.go
export const describeCommand: CommandSpec = {
  name: 'describe',
  short: 'Show details of a specific resource or group of resources',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    ...FILE_FLAGS,
    SELECTOR_FLAG,
    { name: 'show-events', type: 'bool', default: 'true' },
  ],
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    if (args.length === 0 && !namesFiles(invocation)) {
      throw new PlainError(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
      )
    }
    const { targets, errors } = liveTargets(invocation, { words: args, kindMeansAll: true })
    const showEvents = flags.changed('show-events')
      ? flags.bool('show-events')
      : errors.length === 0 && targets.length <= 1
    const context = { client: invocation.session.client, now: io.now(), showEvents }
    const [error, ...others] = errors
    if (args.length === 2 && others.length === 0 && isNotFound(error)) {
      if (describeByPrefix(invocation, args[0] ?? '', args[1] ?? '')) return 0
      throw error
    }
    if (targets.length > 0)
      io.out(targets.map(target => describeObject(target.type, target.object, context)).join('\n\n'))
    if (targets.length === 0 && errors.length === 0) {
      io.err(
        flags.bool('all-namespaces')
          ? 'No resources found\n'
          : `No resources found in ${namespaceOf(invocation)} namespace.\n`,
      )
    }
    throwIfAny(errors)
    return 0
  }),
}

/** `describe pod agent` describes every pod whose name begins so. False when there is none. */
function describeByPrefix(invocation: Invocation, kind: string, prefix: string): boolean {
  const { session, io } = invocation
  if (kind.includes('/')) return false
  const type = mapWord(session.client, kind)
  const matching = listObjects(session.client, type, { namespace: namespaceOf(invocation) }).filter(object =>
    object.metadata.name.startsWith(prefix),
  )
  const context = { client: session.client, now: io.now(), showEvents: false }
  for (const object of matching) io.out(`${describeObject(type, object, context)}\n`)
  return matching.length > 0
}
