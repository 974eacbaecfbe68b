import { fnv1aOfText } from '../../base/fnv'
import type { Cancel, Kernel, Millis } from '../kernel/kernel'
import type { ImageBehaviour } from '../machines'

type ContainerRunState = 'running' | 'exited'

/** A container as the runtime knows it: a value, replaced whenever it changes, so that a snapshot costs nothing. */
export interface RuntimeContainer {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly restartCount: number
  readonly state: ContainerRunState
  readonly createdAt: Millis
  readonly startedAt: Millis
  readonly finishedAt: Millis
  readonly exitCode: number
  readonly reason: string
  /** When it fails its last words are looked for in its log, and there is none. */
  readonly missesLog: boolean
}

export interface Sandbox {
  readonly id: string
  readonly attempt: number
  readonly ready: boolean
  readonly ip: string
}

/** What the runtime has of one pod: the newest sandbox and the newest containers first. */
export interface RuntimePod {
  readonly sandboxes: readonly Sandbox[]
  readonly containers: readonly RuntimeContainer[]
}

export const NO_RUNTIME_POD: RuntimePod = { sandboxes: [], containers: [] }

export interface StartRequest {
  readonly name: string
  readonly image: string
  readonly restartCount: number
  readonly behaviour: ImageBehaviour
  /** When it fails, the end of its log says why. */
  readonly fallsBackToLogs: boolean
  /** Waiting for the container's own end is part of the pod's start (an init container), not its daily life. */
  readonly endIsAwaited: boolean
}

/** Dead containers that are kept for each name, as the kubelet's garbage collection leaves them. */
const KEPT_DEAD = 2

/** The end of a container that runs for longer than this is not waited for as part of its start. */
const LONG_RUN: Millis = 60_000

const ZEROES = '0'.repeat(64)

/**
 * The container runtime of one machine, in memory: sandboxes and containers that run, end by themselves, and are stopped.
 * It knows nothing of Kubernetes' objects; `onChange` hears of ends that nobody asked for.
 */
export class ContainerRuntime {
  private readonly pods = new Map<string, RuntimePod>()
  private readonly ends = new Map<string, Cancel>()
  private readonly images = new Map<string, number>()
  /** Runs of each container that have left a log on the disk: it outlives the containers. */
  private readonly logs = new Map<string, number>()
  private counter = 0

  constructor(
    private readonly kernel: Kernel,
    private readonly host: string,
    private readonly nextIp: () => string,
    private readonly onChange: (podUid: string) => void,
    private readonly writesLogs = true,
  ) {}

  pod(uid: string): RuntimePod {
    return this.pods.get(uid) ?? NO_RUNTIME_POD
  }

  hasImage(image: string): boolean {
    return this.images.has(image)
  }

  addImage(image: string, sizeBytes: number): void {
    this.images.set(image, sizeBytes)
  }

  /** The restart count that the logs on the disk tell of the next run: 0 for a container that never ran here. */
  // Models pkg/kubelet/kuberuntime/kuberuntime_container.go calcRestartCountByLogDir
  restartCountByLogs(podUid: string, name: string): number {
    return this.logs.get(`${podUid}/${name}`) ?? 0
  }

  /** Makes a sandbox of its own network (or the host's), over those that are there. */
  runSandbox(podUid: string, hostIp: string | undefined): Sandbox {
    const pod = this.pod(podUid)
    const sandbox = {
      id: this.nextId(),
      attempt: (pod.sandboxes[0]?.attempt ?? -1) + 1,
      ready: true,
      ip: hostIp ?? this.nextIp(),
    }
    this.pods.set(podUid, { ...pod, sandboxes: [sandbox, ...pod.sandboxes] })
    return sandbox
  }

  stopSandboxes(podUid: string): void {
    const pod = this.pods.get(podUid)
    if (pod === undefined) return
    this.pods.set(podUid, { ...pod, sandboxes: pod.sandboxes.map(sandbox => ({ ...sandbox, ready: false })) })
  }

  /** Creates and starts a container. False when its command cannot be run: then it is there, dead. */
  start(podUid: string, request: StartRequest): boolean {
    const { behaviour, name, image, restartCount, fallsBackToLogs } = request
    const now = this.kernel.now
    const container: RuntimeContainer = {
      id: `containerd://${this.nextId()}`,
      name,
      image,
      restartCount,
      state: behaviour.badCommand ? 'exited' : 'running',
      createdAt: now,
      startedAt: now,
      finishedAt: behaviour.badCommand ? now : 0,
      exitCode: behaviour.badCommand ? 128 : 0,
      reason: behaviour.badCommand ? 'StartError' : '',
      missesLog: fallsBackToLogs && !this.writesLogs,
    }
    if (this.writesLogs) this.logs.set(`${podUid}/${name}`, restartCount + 1)
    const pod = this.pod(podUid)
    this.pods.set(podUid, { ...pod, containers: withNewest(pod.containers, container) })
    if (behaviour.badCommand) return false
    const { exitAfter = Number.POSITIVE_INFINITY } = behaviour
    if (exitAfter !== Number.POSITIVE_INFINITY) this.scheduleEnd(podUid, container, request, exitAfter)
    return true
  }

  /** Takes over a pod that was started by hand: its containers run from now on. */
  adopt(podUid: string, ip: string, containers: readonly { readonly name: string; readonly image: string }[]): void {
    const now = this.kernel.now
    const sandbox = { id: this.nextId(), attempt: 0, ready: true, ip }
    const running = containers.map(({ name, image }): RuntimeContainer => {
      const id = `containerd://${this.nextId()}`
      const times = { createdAt: now, startedAt: now, finishedAt: 0 }
      const idle = { exitCode: 0, reason: '', missesLog: false }
      return { id, name, image, restartCount: 0, state: 'running', ...idle, ...times }
    })
    this.pods.set(podUid, { sandboxes: [sandbox], containers: running })
  }

  /** SIGTERM, then SIGKILL after `grace`; `done` when the container is gone. */
  // Models the CRI's StopContainer
  stop(podUid: string, id: string, behaviour: ImageBehaviour, grace: Millis, done: () => void): void {
    if (this.find(podUid, id)?.state !== 'running') {
      done()
      return
    }
    const isKilled = behaviour.ignoresSigterm || behaviour.stopsIn > grace
    this.kernel.schedule(isKilled ? grace : behaviour.stopsIn, `stop ${id.slice(-12)}`, () => {
      if (isKilled) this.end(podUid, id, 137, 'Error')
      else this.end(podUid, id, 0, 'Completed')
      done()
    })
  }

  /** Forgets every pod but these. */
  keepOnly(podUids: ReadonlySet<string>): void {
    for (const uid of [...this.pods.keys()]) if (!podUids.has(uid)) this.remove(uid)
  }

  /** Forgets a pod whose object is gone. */
  remove(podUid: string): void {
    for (const container of this.pod(podUid).containers) {
      this.cancelEnd(container.id)
      this.logs.delete(`${podUid}/${container.name}`)
    }
    this.pods.delete(podUid)
  }

  /** The power went: containers, sandboxes and what was pulled are gone; logs stay on the disk. */
  powerOff(): void {
    for (const cancel of this.ends.values()) cancel()
    this.ends.clear()
    this.pods.clear()
    this.images.clear()
  }

  find(podUid: string, id: string): RuntimeContainer | undefined {
    return this.pod(podUid).containers.find(container => container.id === id)
  }

  private scheduleEnd(podUid: string, container: RuntimeContainer, request: StartRequest, after: Millis): void {
    const { exitCode, oomKilled } = request.behaviour
    const isDailyLife = request.restartCount > 0 || after > LONG_RUN
    const idle = isDailyLife && !request.endIsAwaited
    const label = `exit ${container.name} on ${this.host}`
    const run = () => {
      if (oomKilled) this.end(podUid, container.id, 137, 'OOMKilled')
      else this.end(podUid, container.id, exitCode, exitCode === 0 ? 'Completed' : 'Error')
      this.onChange(podUid)
    }
    this.ends.set(container.id, this.kernel.schedule(after, label, run, { idle }))
  }

  private end(podUid: string, id: string, exitCode: number, reason: string): void {
    const pod = this.pods.get(podUid)
    if (pod === undefined || this.find(podUid, id)?.state !== 'running') return
    this.cancelEnd(id)
    const finishedAt = this.kernel.now
    this.pods.set(podUid, {
      ...pod,
      containers: pod.containers.map(container =>
        container.id === id ? { ...container, state: 'exited', finishedAt, exitCode, reason } : container,
      ),
    })
  }

  private cancelEnd(id: string): void {
    this.ends.get(id)?.()
    this.ends.delete(id)
  }

  private nextId(): string {
    this.counter += 1
    return `${hash(this.host)}${(ZEROES + this.counter.toString(16)).slice(-56)}`
  }
}

/** The newest container of that name. */
export function newestContainer(pod: RuntimePod, name: string): RuntimeContainer | undefined {
  return pod.containers.find(container => container.name === name)
}

function withNewest(containers: readonly RuntimeContainer[], newest: RuntimeContainer): readonly RuntimeContainer[] {
  if (containers.length === 0) return [newest]
  let dead = 0
  const kept = containers.filter(container => {
    if (container.name !== newest.name || container.state === 'running') return true
    dead += 1
    return dead <= KEPT_DEAD
  })
  return [newest, ...kept]
}

function hash(text: string): string {
  return (fnv1aOfText(text) >>> 0).toString(16).padStart(8, '0')
}
