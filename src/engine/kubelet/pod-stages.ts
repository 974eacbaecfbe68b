import { containerConfigError } from './container-config'
import { computePodActions } from './pod-actions'
import { podText, secondsText } from './pod-spec'
import { hasEnded } from './pod-status'
import type { PodSync, SyncKind } from './pod-sync'
import { type LifecycleHandler, stopAllContainers, stopContainer } from './pod-termination'

/** What a runtime takes to start a container whose image is there. */
const START_TIME = 50

/** Calls back when what a stage waits for has happened. */
type Waiting = (resume: () => void) => void

/** One row of the life of a pod: when it applies, how long it takes, what then happens. */
export interface PodStage {
  readonly sync: SyncKind
  readonly name: string
  /** The upstream code that it models. */
  readonly models: string
  readonly when: (sync: PodSync) => boolean
  /** Milliseconds, or until something else says so; nothing: at once. */
  readonly after?: (sync: PodSync) => number | Waiting
  readonly does: (sync: PodSync) => void
}

/**
 * The life of a pod on its node. A worker takes the first row that applies, again and again, until none does: then this
 * sync is over, and what changed (a container that ended, a probe, the pod itself, time) begins the next.
 */
export const POD_STAGES: readonly PodStage[] = [
  {
    sync: 'sync',
    name: 'report what is seen',
    models: 'pkg/kubelet/kubelet.go SyncPod, generateAPIPodStatus',
    when: sync => !sync.reported,
    does: sync => {
      sync.reported = true
      sync.isTerminal = hasEnded(sync.worker.reportSeen().phase)
      if (sync.isTerminal) sync.done = true
    },
  },
  {
    sync: 'sync',
    name: 'mount volumes',
    models: 'pkg/kubelet/volumemanager/volume_manager.go WaitForAttachAndMount',
    when: sync => !sync.mounted,
    after: sync => (sync.worker.mounts.isDone ? 0 : resume => sync.worker.mounts.wait(resume)),
    does: sync => {
      sync.mounted = true
      sync.worker.probes.start()
    },
  },
  {
    sync: 'sync',
    name: 'decide what to stop and start',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions',
    when: sync => sync.actions === undefined,
    does: sync => {
      const { pod, seen, probes } = sync.worker
      sync.plan(computePodActions(pod, seen, probes))
      if (sync.actions?.createSandbox && seen.sandboxes.length > 0) {
        sync.worker.event('Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.')
      }
    },
  },
  {
    sync: 'sync',
    name: 'stop everything, the sandbox too',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go killPodWithSyncResult',
    when: sync => sync.actions?.killPod === true && !sync.killed,
    after: sync => {
      const running = sync.worker.seen.containers.filter(({ state }) => state === 'running')
      return running.length === 0
        ? 0
        : resume => stopAllContainers(sync.worker.containers.termination, sync.pod, running, undefined, resume)
    },
    does: sync => {
      sync.killed = true
      sync.didSomething = true
      sync.worker.containers.stopSandboxes()
    },
  },
  {
    sync: 'sync',
    name: 'stop a container that is not to go on',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer',
    when: sync => sync.nextKill !== undefined,
    after: sync => resume => {
      const kill = sync.nextKill
      const running = kill === undefined ? undefined : sync.worker.containers.running(kill.id)
      if (kill === undefined || running === undefined) resume()
      else
        stopContainer(
          sync.worker.containers.termination,
          sync.pod,
          { ...kill, running, graceSeconds: undefined },
          resume,
        )
    },
    does: sync => {
      sync.killDone()
      sync.didSomething = true
    },
  },
  {
    sync: 'sync',
    name: 'make the sandbox',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go createPodSandbox; kubelet.go OnPodSandboxReady',
    when: sync => sync.actions?.createSandbox === true && !sync.sandboxMade,
    does: sync => {
      sync.sandboxMade = true
      sync.didSomething = true
      sync.worker.containers.makeSandbox()
      sync.worker.report.sandboxReady()
    },
  },
  {
    sync: 'sync',
    name: 'wait out the back-off of a container that ended',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go doBackOff',
    when: sync => sync.current?.step === 'back-off',
    does: sync => {
      const { current, worker } = sync
      if (current === undefined) return
      const { container } = current
      const pause = worker.containers.backOff(container, worker.seen)
      if (pause === undefined) {
        current.step = 'image'
        return
      }
      const name = container.name
      worker.containers.event(
        container,
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${name} in pod ${podText(sync.pod)}`,
      )
      const message = `back-off ${secondsText(pause.delay)} restarting failed container=${name} pod=${podText(sync.pod)}`
      sync.failed('CrashLoopBackOff', message, pause.until)
    },
  },
  {
    sync: 'sync',
    name: 'get the image',
    models: 'pkg/kubelet/images/image_manager.go EnsureImageExists',
    when: sync => sync.current?.step === 'image',
    after: sync => resume => {
      const { current, worker } = sync
      if (current === undefined) return
      const outcome = worker.containers.ensureImage(current.container, image => {
        current.image = image
        resume()
      })
      if (outcome === undefined) return
      current.image = outcome
      resume()
    },
    does: sync => {
      const { current } = sync
      if (current === undefined) return
      current.step = 'create'
      if (current.image === undefined || current.image.ok) return
      const { reason, message } = current.image
      sync.worker.containers.event(current.container, 'Warning', 'Failed', `Error: ${reason}`)
      sync.failed(reason, message)
    },
  },
  {
    sync: 'sync',
    name: 'create the container',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_container.go generateContainerConfig',
    when: sync => sync.current?.step === 'create',
    does: sync => {
      const { current, worker } = sync
      if (current === undefined) return
      const error = containerConfigError(worker.client, sync.pod, current.container)
      if (error === undefined) {
        worker.containers.event(current.container, 'Normal', 'Created', 'Container created')
        current.step = 'start'
        return
      }
      worker.containers.event(current.container, 'Warning', 'Failed', `Error: ${error}`)
      sync.failed('CreateContainerConfigError', error)
    },
  },
  {
    sync: 'sync',
    name: 'start the container',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer',
    when: sync => sync.current?.step === 'start',
    after: () => START_TIME,
    does: sync => {
      const { current, worker } = sync
      if (current === undefined) return
      const { container, isInit } = current
      const error = worker.containers.start(container, isInit, worker.seen)
      if (error !== undefined) {
        worker.containers.event(container, 'Warning', 'Failed', `Error: ${error}`)
        sync.failed('RunContainerError', error)
        return
      }
      worker.containers.event(container, 'Normal', 'Started', 'Container started')
      if (container.lifecycle?.postStart === undefined) sync.started()
      else current.step = 'hook'
    },
  },
  {
    sync: 'sync',
    name: 'run the post-start hook',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer, step 4; lifecycle/handlers.go Run',
    when: sync => sync.current?.step === 'hook',
    after: sync => resume => {
      const { current, worker } = sync
      if (current === undefined) return
      const { container } = current
      worker.containers.runPostStart(container, container.lifecycle?.postStart as LifecycleHandler, error => {
        if (error === undefined) sync.started()
        else sync.failed('PostStartHookError', error)
        resume()
      })
    },
    does: () => {},
  },
  {
    sync: 'terminating',
    name: 'report that it is ending',
    models: 'pkg/kubelet/kubelet.go SyncTerminatingPod',
    when: sync => !sync.reported,
    does: sync => {
      sync.reported = true
      sync.worker.reportSeen()
      sync.worker.probes.stopLivenessAndStartup()
    },
  },
  {
    sync: 'terminating',
    name: 'stop all containers and the sandbox',
    models: 'pkg/kubelet/kuberuntime/kuberuntime_container.go killContainersWithSyncResult',
    when: sync => !sync.stopped,
    after: sync => {
      const { worker } = sync
      const running = worker.seen.containers.filter(({ state }) => state === 'running')
      return running.length === 0
        ? 0
        : resume => stopAllContainers(worker.containers.termination, sync.pod, running, worker.graceSeconds, resume)
    },
    does: sync => {
      sync.stopped = true
      sync.worker.containers.stopSandboxes()
      sync.worker.probes.stop()
    },
  },
  {
    sync: 'terminating',
    name: 'report how it ended',
    models: 'pkg/kubelet/kubelet.go SyncTerminatingPod, stoppedPodStatus',
    when: sync => !sync.finalReported,
    does: sync => {
      sync.finalReported = true
      sync.done = true
      sync.worker.reportEnd()
    },
  },
  {
    sync: 'terminated',
    name: 'unmount volumes',
    models: 'pkg/kubelet/kubelet.go SyncTerminatedPod, WaitForUnmount',
    when: sync => !sync.unmounted,
    does: sync => {
      sync.unmounted = true
    },
  },
  {
    sync: 'terminated',
    name: 'let go of the pod: the object may be deleted',
    models: 'pkg/kubelet/status/status_manager.go TerminatePod, canBeDeleted',
    when: sync => !sync.finalReported,
    does: sync => {
      sync.finalReported = true
      sync.done = true
      sync.worker.letGo()
    },
  },
]

const STAGES_BY_SYNC = new Map(
  (['sync', 'terminating', 'terminated'] as const).map(kind => [kind, POD_STAGES.filter(({ sync }) => sync === kind)]),
)

/** The next stage of a sync; undefined when it is over. */
export function nextStage(sync: PodSync): PodStage | undefined {
  if (sync.done) return undefined
  return STAGES_BY_SYNC.get(sync.kind)?.find(({ when }) => when(sync))
}
