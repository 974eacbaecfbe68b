import type { CommandRun } from '../../base/command'
import { ApiError, isNotFound } from '../../k8s/api-client'
import type { Container, Pod } from '../../k8s/pod'
import { fromTimestamp, SCENARIO_EPOCH } from '../../k8s/time'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { CONTAINER_FLAG, POD_RUNNING_TIMEOUT_FLAG, SELECTOR_FLAG } from '../command/common-flags'
import { PlainError, usageError } from '../command/failure'
import { namespaceOf } from '../command/invocation'
import type { LogLine } from '../containers/container-log'
import { LogStream } from '../containers/log-stream'
import { checkKubelet, containerOf, containersOf, podsOf } from '../containers/target-pod'

const SELECTOR_TAIL = 10

// Models staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go
export const logsCommand: CommandSpec = {
  name: 'logs',
  short: 'Print the logs for a container in a pod',
  group: 'Troubleshooting and Debugging Commands',
  completes: 'resource',
  flags: [
    { name: 'all-containers', type: 'bool', default: 'false' },
    { name: 'all-pods', type: 'bool', default: 'false' },
    CONTAINER_FLAG,
    { name: 'follow', short: 'f', type: 'bool', default: 'false' },
    { name: 'ignore-errors', type: 'bool', default: 'false' },
    { name: 'insecure-skip-tls-verify-backend', type: 'bool', default: 'false' },
    { name: 'limit-bytes', type: 'int', default: '0' },
    { name: 'max-log-requests', type: 'int', default: '5' },
    { ...POD_RUNNING_TIMEOUT_FLAG, default: '20s' },
    { name: 'prefix', type: 'bool', default: 'false' },
    { name: 'previous', short: 'p', type: 'bool', default: 'false' },
    SELECTOR_FLAG,
    { name: 'since', type: 'duration', default: '0s' },
    { name: 'since-time', type: 'string', default: "''" },
    { name: 'tail', type: 'int', default: '-1' },
    { name: 'timestamps', type: 'bool', default: 'false' },
  ],
  *run(invocation) {
    checkWords(invocation)
    sinceTime(invocation.flags.string('since-time'))
    const pods = podsForLogs(invocation)
    checkFlags(invocation)
    if (pods.length === 0) invocation.io.err(`No resources found in ${namespaceOf(invocation)} namespace.\n`)
    const streams = pods.flatMap(pod => streamsOf(invocation, pod))
    const { flags } = invocation
    const follow = flags.bool('follow')
    if (follow && streams.length > flags.int('max-log-requests')) {
      throw new PlainError(
        `you are attempting to follow ${streams.length} log streams, but maximum allowed concurrency is ${flags.int('max-log-requests')}, use --max-log-requests to increase the limit`,
      )
    }
    for (const stream of streams) printPast(invocation, stream)
    if (follow) return yield* followStreams(invocation, streams)
    for (const stream of streams) saySilence(invocation, stream)
    return 0
  },
}

function checkWords({ args, flags, path }: Invocation): void {
  const selector = flags.string('selector')
  if ((args.length === 0 && selector === '') || args.length > 2) {
    throw usageError(
      path,
      "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
    )
  }
  if (args.length > 0 && selector !== '') throw usageError(path, 'only a selector (-l) or a POD name is allowed')
}

/** Looked at when the object has been found. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go Validate
function checkFlags({ args, flags }: Invocation): void {
  const since = flags.duration('since')
  if (flags.string('since-time') !== '' && since !== 0) {
    throw new PlainError('at most one of `sinceTime` or `sinceSeconds` may be specified')
  }
  const container = args[1] ?? flags.string('container')
  if (flags.bool('all-containers') && container !== '') {
    throw new PlainError(`--all-containers=true should not be specified with container name ${container}`)
  }
  if (flags.changed('container') && args.length === 2)
    throw new PlainError('only one of -c or an inline [CONTAINER] arg is allowed')
  if (flags.int('limit-bytes') < 0) throw new PlainError('--limit-bytes must be greater than 0')
  if (since < 0) throw new PlainError('--since must be greater than 0')
  if (flags.int('tail') < -1) throw new PlainError('--tail must be greater than or equal to -1')
}

function podsForLogs(invocation: Invocation): readonly Pod[] {
  const { args, flags, session } = invocation
  const namespace = namespaceOf(invocation)
  const labelSelector = flags.string('selector')
  if (labelSelector !== '') return session.client.list('pods', { namespace, labelSelector }) as readonly Pod[]
  const [word = ''] = args
  try {
    const pods = podsOf(invocation, word, 'get the logs from')
    const [first] = pods
    if (flags.bool('all-pods')) return pods
    if (first === undefined) throw new PlainError('timed out waiting for the condition')
    if (pods.length > 1) invocation.io.err(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`)
    return [first]
  } catch (error) {
    if (!isNotFound(error)) throw error
    throw new PlainError(
      `error from server (NotFound): ${error.status.message} in namespace ${JSON.stringify(namespace)}`,
    )
  }
}

function streamsOf(invocation: Invocation, pod: Pod): readonly LogStream[] {
  const { args, flags, session } = invocation
  const named = flags.string('container') || (args[1] ?? '')
  const containers = flags.bool('all-containers') ? containersOf(pod) : [containerOf(invocation, pod, named)]
  const open = (container: Container) => {
    const path = `containerLogs/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container.name}`
    checkKubelet(invocation, pod, path)
    return new LogStream(pod, container, session.client, flags.bool('previous'))
  }
  return containers.flatMap(container => {
    try {
      return open(container)
    } catch (error) {
      if (!(error instanceof ApiError) || !flags.bool('ignore-errors')) throw error
      invocation.io.out(`error: ${error.message}\n`)
      return []
    }
  })
}

/** What was printed until now, as far as the flags want it. */
function printPast(invocation: Invocation, stream: LogStream): void {
  const { flags, io } = invocation
  const since = flags.changed('since') ? io.now() - flags.duration('since') : sinceTime(flags.string('since-time'))
  let lines = stream.takeUntil(io.now()).filter(({ at }) => at - SCENARIO_EPOCH >= since)
  const byDefault = flags.string('selector') === '' ? -1 : SELECTOR_TAIL
  const tail = flags.changed('tail') ? flags.int('tail') : byDefault
  if (tail >= 0) lines = tail === 0 ? [] : lines.slice(-tail)
  const text = lines.map(line => lineText(invocation, stream, line)).join('')
  const limit = flags.int('limit-bytes')
  if (text !== '') io.out(limit > 0 ? text.slice(0, limit) : text)
}

function sinceTime(text: string): number {
  if (text === '') return Number.NEGATIVE_INFINITY
  const time = fromTimestamp(text)
  if (Number.isNaN(time)) {
    throw new PlainError(
      `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`,
    )
  }
  return time
}

function lineText({ flags }: Invocation, { pod, container }: LogStream, { at, text }: LogLine): string {
  const prefix = flags.bool('prefix') ? `[pod/${pod}/${container}] ` : ''
  const time = flags.bool('timestamps') ? `${new Date(at).toISOString().replace('Z', '000000Z')} ` : ''
  return `${prefix}${time}${text}\n`
}

function* followStreams(invocation: Invocation, streams: readonly LogStream[]): CommandRun {
  const { io, session } = invocation
  const namespace = namespaceOf(invocation)
  const told = new Set<LogStream>()
  let open = [...streams]
  while (open.length > 0) {
    for (const stream of open) {
      if (stream.silence !== undefined && !told.has(stream)) saySilence(invocation, stream)
      told.add(stream)
    }
    const nextAt = Math.min(...open.map(stream => stream.nextAt))
    yield nextAt === Number.POSITIVE_INFINITY
      ? { change: true }
      : { change: true, delay: Math.max(0, nextAt - io.now()) }
    for (const stream of open) {
      for (const line of stream.takeUntil(io.now())) io.out(lineText(invocation, stream, line))
    }
    open = open.filter(stream => isRunning(session.client.list('pods', { namespace }) as readonly Pod[], stream))
  }
  return 0
}

function isRunning(pods: readonly Pod[], { pod: name, container }: LogStream): boolean {
  const pod = pods.find(each => each.metadata.name === name)
  const { containerStatuses = [], initContainerStatuses = [] } = pod?.status ?? {}
  const status = [...containerStatuses, ...initContainerStatuses].find(each => each.name === container)
  return status?.state?.running !== undefined
}

function saySilence({ io }: Invocation, { silence, pod }: LogStream): void {
  if (silence === undefined) return
  io.err(`(${pod}: ${silence.why}; \`kubectl describe pod ${pod}\` shows states and events)\n`)
}
