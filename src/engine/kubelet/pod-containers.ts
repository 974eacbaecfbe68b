import type { Container, Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { ImageBehaviour } from '../machines'
import type { CommandResult } from './commands'
import { containerConfigError } from './container-config'
import type { RuntimeContainer, RuntimePod } from './container-runtime'
import type { ImageOutcome } from './image-puller'
import { containerFieldPath, podText, terminationGraceSeconds } from './pod-spec'
import type { LifecycleHandler, TerminationHost } from './pod-termination'
import type { PodWorkerHost } from './pod-worker-host'
import { pullSecretsComplaint } from './pull-secrets'
import { workOf } from './work-of-container'

/** What a worker does with the containers of its pod: through the runtime, the puller and the back-offs of its kubelet. */
export class PodContainers {
  /** What stopping containers needs. */
  readonly termination: TerminationHost

  constructor(
    private readonly host: PodWorkerHost,
    private readonly pod: () => Pod,
  ) {
    this.termination = this.terminationHost()
  }

  event(container: Container, type: 'Normal' | 'Warning', reason: string, message: string): void {
    const pod = this.pod()
    this.host.event(pod, type, reason, message, containerFieldPath(pod, container))
  }

  /** What the runtime has of the pod at this moment, seen or not. */
  get now(): RuntimePod {
    return this.host.runtime.pod(this.uid)
  }

  get areCrashLooping(): boolean {
    return this.now.containers.some(({ restartCount }) => restartCount > 0)
  }

  running(id: string): RuntimeContainer | undefined {
    const container = this.host.runtime.find(this.uid, id)
    return container?.state === 'running' ? container : undefined
  }

  complainOfPullSecrets(): void {
    const complaint = pullSecretsComplaint(this.host.client, this.pod())
    if (complaint !== undefined) this.host.event(this.pod(), 'Warning', 'FailedToRetrieveImagePullSecret', complaint)
  }

  stopSandboxes(): void {
    this.host.runtime.stopSandboxes(this.uid)
  }

  makeSandbox(): void {
    const { runtime, hostIp } = this.host
    runtime.runSandbox(this.uid, this.pod().spec.hostNetwork === true ? hostIp : undefined)
  }

  /** How long the container must still wait before it is started again; undefined: it may start. */
  backOff(container: Container, seen: RuntimePod): { delay: Millis; until: Millis } | undefined {
    const ended = seen.containers.find(({ name, state }) => name === container.name && state === 'exited')
    if (ended === undefined) return undefined
    const { crashes, process } = this.host
    const key = `${this.uid}/${container.name}/${container.image}`
    if (crashes.isInBackOffSince(key, ended.finishedAt, process.now)) {
      const delay = crashes.get(key)
      return { delay, until: ended.finishedAt + delay }
    }
    crashes.next(key, ended.finishedAt, process.now)
    return undefined
  }

  ensureImage(container: Container, done: (outcome: ImageOutcome) => void): ImageOutcome | undefined {
    const say = (type: 'Normal' | 'Warning', reason: string, message: string) =>
      this.event(container, type, reason, message)
    return this.host.images.ensure(this.uid, container.image, container.imagePullPolicy, say, done)
  }

  /** Why the container cannot be made from what the pod asks for; undefined when it can. */
  configError(container: Container): string | undefined {
    const { client, catalog } = this.host
    return containerConfigError(client, this.pod(), container, catalog.behaviourOf(container.image))
  }

  /** Starts the container; why it could not, if so. */
  start(container: Container, isInit: boolean, seen: RuntimePod): string | undefined {
    const { runtime, catalog } = this.host
    const before = seen.containers.find(({ name }) => name === container.name)
    const restartCount =
      before === undefined ? runtime.restartCountByLogs(this.uid, container.name) : before.restartCount + 1
    const isPreparation = isInit && container.restartPolicy !== 'Always'
    const behaviour = isPreparation
      ? preparing(catalog.behaviourOf(container.image))
      : workOf(this.pod(), container, catalog.behaviourOf(container.image))
    const endIsAwaited = isPreparation && restartCount === 0
    const request = {
      name: container.name,
      image: container.image,
      restartCount,
      behaviour,
      endIsAwaited,
      fallsBackToLogs: container.terminationMessagePolicy === 'FallbackToLogsOnError',
    }
    if (runtime.start(this.uid, request)) return undefined
    const [program = container.command?.[0] ?? container.args?.[0] ?? 'nosuch'] = container.command ?? []
    return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": executable file not found in $PATH`
  }

  /** Runs the hook; `done` with the error that goes into the container's status, the container being stopped by then. */
  runPostStart(container: Container, hook: LifecycleHandler, done: (error: string | undefined) => void): void {
    const { process, commands, runtime, catalog } = this.host
    const command = hook.exec?.command ?? []
    const result: Omit<CommandResult, 'sameUntil'> =
      hook.sleep === undefined
        ? commands.hook(command, 0)
        : { ok: true, output: '', takes: Number(hook.sleep.seconds) * 1000 }
    const finish = () => {
      if (result.ok) {
        done(undefined)
        return
      }
      this.event(container, 'Warning', 'FailedPostStartHook', 'PostStartHook failed')
      this.event(container, 'Normal', 'Killing', 'FailedPostStartHook')
      const words = command.join(' ')
      const error = result.error ?? `command '${words}' exited with 1: ${result.output.trimEnd()}`
      const message = `Exec lifecycle hook ([${words}]) for Container "${container.name}" in Pod "${podText(this.pod())}" failed - error: ${error}, message: ${JSON.stringify(result.output)}`
      const running = runtime.pod(this.uid).containers.find(({ name }) => name === container.name)
      const grace = terminationGraceSeconds(this.pod()) * 1000
      if (running === undefined) done(message)
      else
        runtime.stop(
          this.uid,
          running.id,
          catalog.behaviourOf(container.image),
          grace,
          process.guard(() => done(message)),
        )
    }
    if (result.takes === 0) finish()
    else process.schedule(result.takes, `postStart of ${container.name}`, finish)
  }

  private get uid(): string {
    return this.pod().metadata.uid
  }

  private terminationHost(): TerminationHost {
    const { process, catalog, commands, runtime } = this.host
    return {
      get now() {
        return process.now
      },
      schedule: (delay, label, run) => void process.schedule(delay, label, run),
      behaviourOf: image => catalog.behaviourOf(image),
      stopContainer: (id, behaviour, grace, done) => runtime.stop(this.uid, id, behaviour, grace, process.guard(done)),
      event: (container, type, reason, message) => this.event(container, type, reason, message),
      runHook: (command, running) => commands.hook(command, process.now - running.startedAt),
    }
  }
}

/** What an init container does: unless its image says how it ends, it does its work in the time that a server needs to begin. */
function preparing(behaviour: ImageBehaviour): ImageBehaviour {
  return behaviour.exitAfter === undefined ? { ...behaviour, exitAfter: behaviour.readyAfter, exitCode: 0 } : behaviour
}
