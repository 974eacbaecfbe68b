import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { Container, ContainerStatus, Pod } from '../../k8s/pod'
import { fromTimestamp, SCENARIO_EPOCH } from '../../k8s/time'
import { containerLog, type LogLine, type Silence } from './container-log'

/** So many lines are read of one container; a kubelet throws old logs away too. */
const MAX_LINES = 50_000

/** The log of one run of a container: from its start to its end, if it has one. Times are virtual milliseconds. */
export class LogStream {
  readonly pod: string
  readonly container: string
  silence: Silence | undefined
  private readonly lines: Generator<LogLine, Silence | undefined>
  private readonly endedAt: number
  private next: LogLine | undefined
  private read = 0

  /** Throws ApiError, as the kubelet refuses. */
  constructor(pod: Pod, container: Container, client: ApiClient, previous: boolean) {
    const run = runOf(pod, container, previous)
    this.pod = pod.metadata.name
    this.container = container.name
    this.endedAt = run.endedAt
    this.lines = containerLog(pod, container, client, run.startedAt + SCENARIO_EPOCH)
    this.advance()
  }

  /** When the next line will be printed; Infinity for never, as far as is known. */
  get nextAt(): number {
    return this.next === undefined ? Number.POSITIVE_INFINITY : this.next.at - SCENARIO_EPOCH
  }

  /** The lines up to `now`. */
  takeUntil(now: number): LogLine[] {
    const taken: LogLine[] = []
    const until = Math.min(now, this.endedAt)
    while (this.next !== undefined && this.nextAt <= until) {
      taken.push(this.next)
      this.advance()
    }
    return taken
  }

  private advance(): void {
    if (this.read >= MAX_LINES) {
      this.next = undefined
      this.silence = { why: `it goes on, but only the first ${MAX_LINES} lines are played here` }
      return
    }
    this.read += 1
    const result = this.lines.next()
    if (result.done) {
      this.next = undefined
      this.silence = result.value
    } else this.next = result.value
  }
}

// Models pkg/kubelet/kubelet_pods.go validateContainerLogStatus
function runOf(pod: Pod, { name }: Container, previous: boolean): { startedAt: number; endedAt: number } {
  const where = `container ${JSON.stringify(name)} in pod ${JSON.stringify(pod.metadata.name)}`
  if (!pod.spec.nodeName) throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`)
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status
  const status = [...containerStatuses, ...initContainerStatuses].find(each => each.name === name)
  if (status === undefined) throw badRequest(`${where} is not available`)
  const { state, lastState } = status
  if (previous) {
    if (lastState?.terminated === undefined) throw badRequest(`previous terminated ${where} not found`)
    return times(lastState.terminated)
  }
  if (state?.running !== undefined) return times(state.running)
  const ended = state?.terminated ?? lastState?.terminated
  if (ended !== undefined) return times(ended)
  throw badRequest(`${where} is waiting to start: ${waitingFor(status)}`)
}

function waitingFor({ state }: ContainerStatus): string {
  const reason = state?.waiting?.reason ?? 'ContainerCreating'
  return reason === 'ErrImagePull' || reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason
}

function times(run: { readonly startedAt?: string; readonly finishedAt?: string }) {
  return {
    startedAt: fromTimestamp(run.startedAt ?? ''),
    endedAt: run.finishedAt === undefined ? Number.POSITIVE_INFINITY : fromTimestamp(run.finishedAt),
  }
}

function badRequest(message: string): ApiError {
  return new ApiError({ code: 400, reason: 'BadRequest', message })
}
