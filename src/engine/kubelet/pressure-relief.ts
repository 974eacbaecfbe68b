import type { Cancel, Kernel, Millis } from '../kernel/kernel'
import type { Pressure } from '../machines'
import { nextEviction, reclaimedResource } from './eviction'
import type { Kubelet } from './kubelet'
import { PRESSURES } from './node-object'
import type { NodeReporter } from './node-reporter'

const ROUND: Millis = 10_000

/** While a machine is under pressure its kubelet ends one pod after another. */
// Models pkg/kubelet/eviction/eviction_manager.go synchronize
export class PressureRelief {
  private cancel: Cancel | undefined

  constructor(
    private readonly kernel: Kernel,
    private readonly pressures: ReadonlySet<Pressure>,
    private readonly reporter: NodeReporter,
    private readonly kubelet: () => Kubelet | undefined,
  ) {}

  /** Looks again and again, until there is no pressure any more. */
  watch(): void {
    this.cancel ??= this.kernel.schedule(ROUND, 'eviction', () => this.round(), { idle: true })
  }

  stop(): void {
    this.cancel?.()
    this.cancel = undefined
  }

  private round(): void {
    this.cancel = undefined
    const kubelet = this.kubelet()
    const pressure = PRESSURES.find(one => this.pressures.has(one))
    if (pressure === undefined || kubelet === undefined) return
    this.reporter.say('EvictionThresholdMet', `Attempting to reclaim ${reclaimedResource(pressure)}`, 'Warning')
    const eviction = nextEviction(kubelet.activePods(), pressure)
    if (eviction !== undefined) {
      const { pod, message } = eviction
      kubelet.event(pod, 'Warning', 'Evicted', message)
      kubelet.evict(pod.metadata.uid, 1, 'Evicted', message, message)
    }
    this.watch()
  }
}
