import type { ApiClient } from '../../k8s/api-client'
import type { Pod, Volume } from '../../k8s/pod'
import type { Cancel, Millis } from '../kernel/kernel'
import type { HostPaths } from './host-paths'
import type { ProcessKernel } from './kubelet-process'
import { initContainersOf } from './pod-spec'
import { volumeClaimsError } from './volume-claims'
import { volumeMountError } from './volumes'

/** How often a sync looks whether its volumes are mounted. */
const LOOK_PERIOD: Millis = 300
/** From the sync's start until the first try to mount has failed. */
const FIRST_TRY: Millis = 100
const FIRST_PAUSE: Millis = 500
const LONGEST_PAUSE: Millis = 122_000

export interface MountHost {
  readonly kernel: ProcessKernel
  readonly client: ApiClient
  readonly paths: HostPaths
  failed(volume: string, error: string): void
}

/** The mounts of one pod's volumes: tried again with growing pauses until all are there. */
// Models pkg/kubelet/volumemanager/reconciler/reconciler.go and pkg/util/goroutinemap/exponentialbackoff
export class PodMounts {
  private done = false
  private cancel: Cancel | undefined
  private pause = FIRST_PAUSE
  private left: readonly Volume[] | undefined

  constructor(
    private readonly host: MountHost,
    private readonly pod: () => Pod,
  ) {}

  get isDone(): boolean {
    return this.done
  }

  /** Why there is nothing to mount for a claim; undefined when there is. */
  claimsError(): string | undefined {
    return this.done ? undefined : volumeClaimsError(this.host.client, this.pod(), mountedVolumes(this.pod()))
  }

  /** Calls back when every volume is mounted. One wait at a time. */
  wait(resume: () => void): void {
    const { kernel } = this.host
    const label = `mount volumes of ${this.pod().metadata.name}`
    if (this.failures().length === 0) {
      this.cancel = kernel.schedule(LOOK_PERIOD, label, () => this.finish(resume))
      return
    }
    this.cancel = kernel.schedule(FIRST_TRY, label, () => this.tryAll(resume))
  }

  /**
   * Volumes whose files come from objects are made anew by every sync. The containers go on with what they had; the kubelet
   * complains until the objects are there again.
   */
  // Models pkg/kubelet/volumemanager/cache/actual_state_of_world.go MarkRemountRequired
  refresh(): void {
    if (this.cancel !== undefined) return
    this.left = mountedVolumes(this.pod()).filter(isMadeOfObjects)
    if (this.failures().length === 0) return
    const label = `refresh volumes of ${this.pod().metadata.name}`
    this.pause = FIRST_PAUSE
    this.cancel = this.host.kernel.schedule(FIRST_TRY, label, () => this.tryAll(() => undefined))
  }

  /** The sync that waited is over, or the pod. */
  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }

  private tryAll(resume: () => void): void {
    const { kernel } = this.host
    const label = `mount volumes of ${this.pod().metadata.name}`
    const failures = this.failures()
    if (failures.length === 0) {
      this.cancel = kernel.schedule(LOOK_PERIOD / 2, label, () => this.finish(resume))
      return
    }
    for (const { volume, error } of failures) this.host.failed(volume.name, error)
    this.left = failures.map(({ volume }) => volume)
    this.cancel = kernel.schedule(this.pause, label, () => this.tryAll(resume), { idle: true })
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE)
  }

  private finish(resume: () => void): void {
    this.done = true
    this.cancel = undefined
    resume()
  }

  private failures(): { volume: Volume; error: string }[] {
    const { client, paths } = this.host
    return (this.left ?? mountedVolumes(this.pod())).flatMap(volume => {
      const error = volumeMountError(client, paths, this.pod(), volume)
      return error === undefined ? [] : [{ volume, error }]
    })
  }
}

// Models each plugin's RequiresRemount in pkg/volume; what the downward API tells is always there.
function isMadeOfObjects({ configMap, secret, projected }: Volume): boolean {
  return configMap !== undefined || secret !== undefined || projected !== undefined
}

/** The volumes that a container mounts: nobody looks at the others. */
// Models pkg/volume/util/util.go GetPodVolumeNames
function mountedVolumes(pod: Pod): readonly Volume[] {
  const { volumes = [], containers } = pod.spec
  if (volumes.length === 0) return volumes
  const all = [...initContainersOf(pod), ...containers]
  const names = new Set(all.flatMap(container => (container.volumeMounts ?? []).map(({ name }) => name)))
  return volumes.filter(({ name }) => names.has(name))
}
