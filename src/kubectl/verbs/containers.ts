import { isNotFound } from '../../k8s/api-client'
import type { Pod } from '../../k8s/pod'
import type { ResourceType } from '../../k8s/resources'
import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_FLAG, FILE_FLAGS, SELECTOR_FLAG } from '../command/common-flags'
import { CommandFailure, PlainError, usageError } from '../command/failure'
import type { FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { selectResources } from '../resources/resource-selection'

const CONTAINER: FlagSpec = { name: 'container', short: 'c', type: 'string', default: "''" }
const TIMEOUT: FlagSpec = {
  name: 'pod-running-timeout',
  type: 'duration',
  default: '1m0s',
}
const QUIET: FlagSpec = {
  name: 'quiet',
  short: 'q',
  type: 'bool',
  default: 'false',
}
const STDIN: FlagSpec = { name: 'stdin', short: 'i', type: 'bool', default: 'false' }
const TTY: FlagSpec = { name: 'tty', short: 't', type: 'bool', default: 'false' }

const NOTHING_RUNS = 'containers are simulated in this playground: no process runs inside them'

// Models staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go
export const logsCommand: CommandSpec = {
  name: 'logs',
  short: 'Print the logs for a container in a pod',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    CONTAINER,
    TIMEOUT,
    SELECTOR_FLAG,
    { name: 'all-containers', type: 'bool', default: 'false' },
    { name: 'all-pods', type: 'bool', default: 'false' },
    { name: 'follow', short: 'f', type: 'bool', default: 'false' },
    { name: 'ignore-errors', type: 'bool', default: 'false' },
    { name: 'limit-bytes', type: 'int', default: '0' },
    { name: 'max-log-requests', type: 'int', default: '5' },
    { name: 'prefix', type: 'bool', default: 'false' },
    { name: 'previous', short: 'p', type: 'bool', default: 'false' },
    { name: 'since', type: 'duration', default: '0s' },
    { name: 'since-time', type: 'string', default: "''" },
    { name: 'tail', type: 'int', default: '-1' },
    { name: 'timestamps', type: 'bool', default: 'false' },
  ],
  run: immediate(invocation => {
    const { args, flags, io, path } = invocation
    if (args.length === 0 && flags.string('selector') === '') {
      throw usageError(
        path,
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
      )
    }
    const pods = podsForLogs(invocation)
    if (pods.length === 0) io.err(`No resources found in ${namespaceOf(invocation)} namespace.\n`)
    for (const pod of pods) readLogs(invocation, pod)
    return 0
  }),
}

function podsForLogs(invocation: Invocation): readonly Pod[] {
  const { args, flags, session } = invocation
  const namespace = namespaceOf(invocation)
  const selector = flags.string('selector')
  if (selector !== '') return session.client.list('pods', { namespace, labelSelector: selector }) as readonly Pod[]
  try {
    return [podOf(invocation, args[0] ?? '')]
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new PlainError(
      `error from server (NotFound): ${error.status.message} in namespace ${JSON.stringify(namespace)}`,
    )
  }
}

/** A pod by its name, or the first pod of a workload. */
function podOf(invocation: Invocation, word: string): Pod {
  const { session } = invocation
  const namespace = namespaceOf(invocation)
  const words = word.includes('/') ? [word] : ['pods', word]
  const selection = selectResources(session.client, { words, namespace })
  const [target] = selection.by === 'name' ? selection.targets : []
  if (target === undefined) throw new PlainError(`no pod ${word}`)
  const object = session.client.get(resourceNameOf(target.type), target.namespace, target.name)
  if (target.type.kind === 'Pod') return object as Pod
  return firstPod(invocation, target.type, object as unknown as { spec?: { selector?: object } }, target.name)
}

function firstPod(
  { session, io }: Invocation,
  type: ResourceType,
  owner: { spec?: { selector?: object } },
  name: string,
): Pod {
  const selector = owner.spec?.selector
  if (selector === undefined) throw new PlainError(`cannot attach to *v1.${type.kind}: no selector`)
  const pods = (session.client.list('pods', { labelSelector: selector }) as readonly Pod[]).filter(
    pod => pod.metadata.ownerReferences?.some(reference => reference.name === name) || type.kind !== 'DaemonSet',
  )
  const [first] = pods
  if (first === undefined) throw new PlainError(`timed out waiting for the condition`)
  if (pods.length > 1) io.err(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`)
  return first
}

function readLogs({ flags, io }: Invocation, pod: Pod): void {
  const container = flags.string('container') || pod.spec.containers[0]?.name || ''
  const known = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(each => each.name === container)
  if (!known) throw new CommandFailure(`error: container ${container} is not valid for pod ${pod.metadata.name}`)
  const status = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])].find(
    each => each.name === container,
  )
  const reason = status?.state?.waiting?.reason
  const started =
    status !== undefined &&
    (status.restartCount > 0 || status.state?.running !== undefined || status.state?.terminated !== undefined)
  if (!started) {
    throw new CommandFailure(
      `Error from server (BadRequest): container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${waitingText(reason)}`,
    )
  }
  if (flags.bool('previous') && status.lastState?.terminated === undefined) {
    throw new CommandFailure(
      `Error from server (BadRequest): previous terminated container "${container}" in pod "${pod.metadata.name}" not found`,
    )
  }
  io.err(
    `(${NOTHING_RUNS}, so there is no log; \`kubectl describe pod ${pod.metadata.name}\` shows states and events)\n`,
  )
}

function waitingText(reason: string | undefined): string {
  if (reason === 'ErrImagePull' || reason === 'ImagePullBackOff') return 'trying and failing to pull image'
  return reason ?? 'ContainerCreating'
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/exec/exec.go
export const execCommand: CommandSpec = {
  name: 'exec',
  short: 'Execute a command in a container',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [CONTAINER, ...FILE_FLAGS, TIMEOUT, QUIET, STDIN, TTY],
  run: immediate(invocation => {
    const { args, dash, flags } = invocation
    const [word] = args
    const command = dash < 0 ? args.slice(1) : args.slice(dash)
    if (word === undefined && flags.list('filename').length === 0)
      throw new PlainError('pod, type/name or --filename must be specified')
    if (command.length === 0) throw new PlainError('you must specify at least one command for the container')
    if (dash < 0)
      throw new PlainError(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
      )
    return enterPod(invocation, word ?? '')
  }),
}

function enterPod(invocation: Invocation, word: string): number {
  const pod = podOf(invocation, word)
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') {
    throw new PlainError(`cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`)
  }
  const running = pod.status.containerStatuses?.some(status => status.state?.running !== undefined) === true
  if (!running)
    throw new PlainError(`unable to upgrade connection: container not found ("${pod.spec.containers[0]?.name ?? ''}")`)
  throw new PlainError(`${NOTHING_RUNS}`)
}

export const attachCommand: CommandSpec = {
  name: 'attach',
  short: 'Attach to a running container',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [CONTAINER, TIMEOUT, QUIET, STDIN, TTY],
  run: immediate(invocation => {
    const [word] = invocation.args
    if (word === undefined) throw new PlainError('at least 1 argument is required for attach')
    return enterPod(invocation, word)
  }),
}

export const portForwardCommand: CommandSpec = {
  name: 'port-forward',
  short: 'Forward one or more local ports to a pod',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [TIMEOUT, { name: 'address', type: 'list', default: '[localhost]' }],
  run: immediate(invocation => {
    const [word, ...ports] = invocation.args
    if (word === undefined || ports.length === 0)
      throw usageError(invocation.path, 'TYPE/NAME and list of ports are required for port-forward')
    podOf(invocation, word)
    throw new PlainError('a page cannot listen on a port: port-forward does not work in this playground')
  }),
}

export const copyCommand: CommandSpec = {
  name: 'cp',
  short: 'Copy files and directories to and from containers',
  group: 'Troubleshooting and Debugging Commands',
  flags: [
    CONTAINER,
    { name: 'no-preserve', type: 'bool', default: 'false' },
    { name: 'retries', type: 'int', default: '0' },
  ],
  run: immediate(({ args }) => {
    if (args.length !== 2) throw new PlainError('source and destination are required')
    throw new PlainError(NOTHING_RUNS)
  }),
}

export const debugCommand: CommandSpec = {
  name: 'debug',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    CONTAINER,
    STDIN,
    TTY,
    QUIET,
    ALL_FLAG,
    { name: 'image', type: 'string', default: "''" },
    { name: 'copy-to', type: 'string', default: "''" },
    { name: 'target', type: 'string', default: "''" },
  ],
  run: immediate(({ flags }) => {
    if (flags.string('image') === '' && flags.string('copy-to') === '')
      throw new PlainError('you must specify --image when not using --copy-to.')
    throw new PlainError(NOTHING_RUNS)
  }),
}
