import { CONTAINER_START_STAGES } from './container-start-stages'
import { computePodActions } from './pod-actions'
import type { PodStage } from './pod-stage'
import { hasEnded } from './pod-status'
import type { PodSync } from './pod-sync'
import { stopAllContainers, stopContainer } from './pod-termination'

/** From the sync's start until it notices that a claim is missing. */
const CLAIM_LOOK_TIME = 300

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
    name: 'find the claims of its volumes',
    models: 'pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go processPodVolumes',
    when: sync => !sync.mounted && !sync.claimsFound,
    after: sync => (sync.worker.mounts.claimsError() === undefined ? 0 : CLAIM_LOOK_TIME),
    does: sync => {
      sync.claimsFound = true
      const error = sync.worker.mounts.claimsError()
      if (error === undefined) return
      sync.worker.event('Warning', 'FailedMount', `Unable to attach or mount volumes: ${error}`)
      sync.failedAsAWhole('FailedMount', error)
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
      sync.worker.mounts.refresh()
      sync.worker.containers.complainOfPullSecrets()
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
  ...CONTAINER_START_STAGES,
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
