import type { CommandSpec } from '../command/command-spec'
import {
  CONTAINER_FLAG,
  FILENAME_FLAG,
  POD_RUNNING_TIMEOUT_FLAG,
  QUIET_FLAG,
  STDIN_FLAG,
  TTY_FLAG,
} from '../command/common-flags'
import { PlainError, throwIfAny, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { containerOf, podOf } from '../containers/target-pod'
import { liveTargets } from '../resources/visit-targets'

/** Ways into a container that need a real one: their arguments are checked, then they say what there is instead. */

export const attachCommand: CommandSpec = {
  name: 'attach',
  short: 'Attach to a running container',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    CONTAINER_FLAG,
    { name: 'detach-keys', type: 'string', default: "'ctrl-p,ctrl-q'" },
    POD_RUNNING_TIMEOUT_FLAG,
    QUIET_FLAG,
    STDIN_FLAG,
    TTY_FLAG,
  ],
  run: immediate(invocation => {
    const [word] = invocation.args
    if (word === undefined) throw new PlainError('at least 1 argument is required for attach')
    const pod = podOf(invocation, word, 'attach to')
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') {
      throw new PlainError(`cannot attach a container in a completed pod; current phase is ${pod.status.phase}`)
    }
    try {
      containerOf(invocation, pod, invocation.flags.string('container'))
    } catch (error) {
      if (!(error instanceof PlainError)) throw error
      throw new PlainError(`cannot attach to the container: ${error.message}`)
    }
    throw new PlainError(
      `attach is not part of this playground: \`kubectl logs -f ${pod.metadata.name}\` shows what is printed`,
    )
  }),
}

export const portForwardCommand: CommandSpec = {
  name: 'port-forward',
  short: 'Forward one or more local ports to a pod',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    { name: 'address', type: 'list', default: '[localhost]' },
    { ...POD_RUNNING_TIMEOUT_FLAG, default: '1m0s' },
  ],
  run: immediate(invocation => {
    const [word, ...ports] = invocation.args
    if (word === undefined || ports.length === 0) {
      throw usageError(invocation.path, 'TYPE/NAME and list of ports are required for port-forward')
    }
    const pod = podOf(invocation, word, 'attach to')
    for (const port of ports) {
      const remote = port.split(':').at(-1) ?? ''
      const named = pod.spec.containers.some(container => container.ports?.some(({ name }) => name === remote))
      if (!/^\d+$/.test(remote) && !named)
        throw new PlainError(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`)
    }
    throw new PlainError('a page cannot listen on a port: port-forward does not work in this playground')
  }),
}

export const copyCommand: CommandSpec = {
  name: 'cp',
  short: 'Copy files and directories to and from containers',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'file',
  flags: [
    CONTAINER_FLAG,
    { name: 'no-preserve', type: 'bool', default: 'false' },
    { name: 'retries', type: 'int', default: '0' },
  ],
  run: immediate(invocation => {
    const { args, flags } = invocation
    const [from, to] = args
    if (from === undefined || to === undefined || args.length > 2) {
      throw new PlainError('source and destination are required')
    }
    if (from.includes(':') && to.includes(':'))
      throw new PlainError('one of src or dest must be a local file specification')
    if (from.endsWith(':') || to.endsWith(':') || from === '' || to === '')
      throw new PlainError('filepath can not be empty')
    if (!from.includes(':') && !to.includes(':'))
      throw new PlainError('one of src or dest must be a remote file specification')
    const [pod = ''] = (from.includes(':') ? from : to).split(':')
    containerOf(invocation, podOf(invocation, pod.split('/').at(-1) ?? '', 'attach to'), flags.string('container'))
    throw new PlainError(
      'cp is not part of this playground: `kubectl exec POD -- cat FILE` shows files that are mounted',
    )
  }),
}

export const debugCommand: CommandSpec = {
  name: 'debug',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    { name: 'arguments-only', type: 'bool', default: 'false' },
    { name: 'attach', type: 'bool', default: 'false' },
    CONTAINER_FLAG,
    { name: 'copy-to', type: 'string', default: "''" },
    { name: 'custom', type: 'string', default: "''" },
    { name: 'env', type: 'list', default: '[]' },
    FILENAME_FLAG,
    { name: 'image', type: 'string', default: "''" },
    { name: 'image-pull-policy', type: 'string', default: "''" },
    { name: 'keep-annotations', type: 'bool', default: 'false' },
    { name: 'keep-init-containers', type: 'bool', default: 'true' },
    { name: 'keep-labels', type: 'bool', default: 'false' },
    { name: 'keep-liveness', type: 'bool', default: 'false' },
    { name: 'keep-readiness', type: 'bool', default: 'false' },
    { name: 'keep-startup', type: 'bool', default: 'false' },
    { name: 'profile', type: 'string', default: "'general'" },
    QUIET_FLAG,
    { name: 'replace', type: 'bool', default: 'false' },
    { name: 'same-node', type: 'bool', default: 'false' },
    { name: 'set-image', type: 'list', default: '[]' },
    { name: 'share-processes', type: 'bool', default: 'true' },
    STDIN_FLAG,
    { name: 'target', type: 'string', default: "''" },
    TTY_FLAG,
  ],
  run: immediate(invocation => {
    const { flags, args } = invocation
    if (flags.string('image') === '' && flags.string('copy-to') === '') {
      throw new PlainError('you must specify --image when not using --copy-to.')
    }
    const words = args.some(word => word.includes('/')) ? args : ['pods', ...args]
    throwIfAny(liveTargets(invocation, { words }).errors)
    throw new PlainError('debug is not part of this playground: no process runs in its containers')
  }),
}
