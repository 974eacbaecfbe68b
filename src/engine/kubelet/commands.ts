import type { Container, Probe } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { RuntimeContainer } from './container-runtime'
import type { ImageCatalog } from './image-catalog'

/** How a command in a container, or a request to it, ends. */
export interface CommandResult {
  readonly ok: boolean
  readonly output: string
  /** Why it failed, in the runtime's words, when it did not end by itself. */
  readonly error?: string
  /** From its start until it ends by itself. */
  readonly takes: Millis
  /** The runtime lets it go on when the probe's timeout is over. */
  readonly outlastsTimeout?: boolean
  /**
   * Until when (milliseconds since the container's start) it would end the same way; Infinity when nothing in sight
   * changes it.
   */
  readonly sameUntil: Millis
}

export type ProbeKind = 'readiness' | 'liveness' | 'startup'

/** An exec command, and the container in which it runs. */
export interface ExecCommand {
  readonly command: readonly string[]
  /** Of the container, so far. */
  readonly uptime: Millis
  /** Whether it is a hook's: nothing limits its time but the Pod's grace. */
  readonly isHook: boolean
}

/** What a person (or a test) says of exec commands; undefined: the image's behaviour decides. */
export type CommandOracle = (exec: ExecCommand) => CommandResult | undefined

const FINE: CommandResult = { ok: true, output: '', takes: 0, sameUntil: Number.POSITIVE_INFINITY }

/** How containers answer: exec commands, probes over the network, hooks. */
export class ContainerCommands {
  constructor(
    private readonly catalog: ImageCatalog,
    private readonly oracle: CommandOracle | undefined,
  ) {}

  /** A hook's command. `sleep 5` takes five seconds; what is not known succeeds at once. */
  hook(command: readonly string[], uptime: Millis): CommandResult {
    const told = this.oracle?.({ command, uptime, isHook: true })
    if (told !== undefined) return told
    const seconds = sleepSeconds(command)
    return seconds === undefined ? FINE : { ...FINE, takes: seconds * 1000 }
  }

  /** One try of a probe. */
  probe(
    kind: ProbeKind,
    container: Container,
    probe: Probe,
    running: RuntimeContainer,
    now: Millis,
    podIp: string,
  ): CommandResult {
    const uptime = now - running.startedAt
    const command = probe.exec?.command
    const told = command === undefined ? undefined : this.oracle?.({ command, uptime, isHook: false })
    if (told !== undefined) return told
    const behaviour = this.catalog.behaviourOf(container.image)
    const fails = kind === 'readiness' ? behaviour.failReadiness : behaviour.failLiveness
    if (!fails && uptime >= behaviour.readyAfter) return FINE
    const sameUntil = fails ? Number.POSITIVE_INFINITY : behaviour.readyAfter
    return { ok: false, output: refusal(probe, podIp, fails), takes: 0, sameUntil }
  }
}

/** What the prober prints when the process does not answer, or answers that it is not well. */
// Models pkg/probe/{http,tcp,grpc}
function refusal(probe: Probe, podIp: string, answers: boolean): string {
  const { httpGet, tcpSocket, grpc } = probe
  if (httpGet !== undefined) {
    if (answers) return 'HTTP probe failed with statuscode: 503'
    const scheme = String(httpGet.scheme ?? 'HTTP').toLowerCase()
    const host = String(httpGet.host ?? podIp)
    const path = String(httpGet.path ?? '/')
    return `Get "${scheme}://${host}:${httpGet.port}${path}": dial tcp ${host}:${httpGet.port}: connect: connection refused`
  }
  if (tcpSocket !== undefined)
    return `dial tcp ${tcpSocket.host ?? podIp}:${tcpSocket.port}: connect: connection refused`
  if (grpc !== undefined) {
    if (answers) return 'service unhealthy (responded with "NOT_SERVING")'
    return `timeout: failed to connect service "${podIp}:${grpc.port}" within 1s: context deadline exceeded`
  }
  return ''
}

function sleepSeconds(command: readonly string[]): number | undefined {
  const text = command.join(' ')
  const match = /(?:^|\s)sleep\s+(\d+(?:\.\d+)?)/.exec(text)
  return match === null ? undefined : Number(match[1])
}
