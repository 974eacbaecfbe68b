import { podText, secondsText } from './pod-spec'
import type { PodStage } from './pod-stage'
import type { LifecycleHandler } from './pod-termination'

/** What a runtime takes to start a container whose image is there. */
const START_TIME = 50

/** The rows that start one container after the other, each as far as it comes. */
export const CONTAINER_START_STAGES: readonly PodStage[] = [
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
      const error = worker.containers.configError(current.container)
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
]
