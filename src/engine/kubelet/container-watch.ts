import type { Cancel, Millis } from '../kernel/kernel'
import { NO_RUNTIME_POD, type RuntimePod } from './container-runtime'
import type { PodContainers } from './pod-containers'
import type { PodWorkerHost } from './pod-worker-host'

/**
 * What the kubelet knows of a pod's containers: it looks once a second, and at once after a sync that changed something.
 * Between looks it goes by what it saw. Only a pod of which there is something new costs a look.
 */
// Models pkg/kubelet/pleg/generic.go and pkg/kubelet/container/cache.go
export class ContainerWatch {
  private seen: RuntimePod = NO_RUNTIME_POD
  private cancel: Cancel | undefined
  private hasLooked = true
  private syncedAt: Millis = Number.NEGATIVE_INFINITY

  constructor(
    private readonly host: PodWorkerHost,
    private readonly containers: PodContainers,
    private readonly podName: () => string,
    /** There is something new to be seen. */
    private readonly news: () => void,
  ) {
    this.look()
  }

  get lastSeen(): RuntimePod {
    return this.seen
  }

  /** Looks now; true when there is something new. */
  look(): boolean {
    this.hasLooked = true
    this.cancel?.()
    this.cancel = undefined
    const before = this.seen
    this.seen = this.containers.now
    return this.seen !== before
  }

  /** A sync is over: the next must go by a look after it. */
  synced(): void {
    this.hasLooked = false
    this.syncedAt = this.host.process.now
  }

  /** Calls back as soon as there was a look since the last sync; `news` says whether that look showed something new. */
  // Models pkg/kubelet/container/cache.go GetNewerThan
  afterLook(run: (news: boolean) => void): void {
    if (this.hasLooked || this.host.lastLook() > this.syncedAt) run(false)
    else this.schedule('wait for', () => run(this.look()))
  }

  /** Sees to it that what has happened is noticed at the next look. */
  noticeSoon(): void {
    if (this.cancel !== undefined || this.seen === this.containers.now) return
    this.cancel = this.schedule('look at', () => {
      this.cancel = undefined
      if (this.look()) this.news()
    })
  }

  private schedule(verb: string, run: () => void): Cancel {
    const label = `${verb} the containers of ${this.podName()}`
    return this.host.process.scheduleAt(this.host.nextLook(), label, run, { idle: this.containers.areCrashLooping })
  }
}
