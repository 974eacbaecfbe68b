import type { Taint } from '../k8s/node'
import type { Millis } from './kernel/kernel'

/** A machine that runs a kubelet: what `lab` commands act on. Quantities are Kubernetes' texts (`4`, `8Gi`). */
export interface MachineSpec {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly Taint[]
  readonly unschedulable?: boolean
  readonly cpu?: string
  readonly memory?: string
  readonly pods?: string
  readonly ephemeralStorage?: string
  /** Adds the role label and the taint that kubeadm gives to control planes. */
  readonly controlPlane?: boolean
  /** Registered and Ready from the first moment, as if it had been there for long; otherwise it boots, registers, turns Ready. */
  readonly booted?: boolean
  /** Containers leave logs on its disk, by which the kubelet counts restarts after the power was off. Default true. */
  readonly logs?: boolean
  /** Its kernel has AppArmor; without it the kubelet refuses pods with a profile. Default true. */
  readonly appArmor?: boolean
  /** Without `booted`: from power on until it registers. */
  readonly bootTime?: Millis
  /** The kubelet posts Ready False (with `booted`). Default true. */
  readonly ready?: boolean
}

export type Pressure = 'memory' | 'disk' | 'pid'

/** What an image does when it is pulled and run. `*` as the image name sets the default of all others. */
export interface ImageBehaviour {
  readonly pull: Millis
  /** From container start until the process would answer its probes. */
  readonly readyAfter: Millis
  /** The container ends by itself this long after its start; undefined: runs on, except as an init container; Infinity: runs on. */
  readonly exitAfter?: Millis
  readonly exitCode: number
  readonly oomKilled: boolean
  /** Pulling fails: no such image / no permission / registry does not answer. */
  readonly missing: boolean
  readonly denied: boolean
  /** The container cannot be started: its command does not exist. */
  readonly badCommand: boolean
  readonly ignoresSigterm: boolean
  /** How long it takes to end after SIGTERM. */
  readonly stopsIn: Millis
  readonly sizeBytes: number
  /** Probes of this image fail although it runs. */
  readonly failReadiness: boolean
  readonly failLiveness: boolean
  /** It names a user of its own, other than root. */
  readonly nonRoot: boolean
  /** Every node has it from the beginning. */
  readonly preloaded: boolean
}

export interface MachineState {
  readonly name: string
  readonly powered: boolean
  readonly kubelet: 'running' | 'stopped'
  readonly pressures: readonly Pressure[]
  /** The kubelet does nothing by itself: it is stepped by `act`. */
  readonly held: boolean
}

/** What a held kubelet can be told to do with one of its pods. */
export type PodAct = 'run' | 'run-not-ready' | 'unready' | 'fail' | 'succeed' | 'confirm'

/** The world outside the API server: machines, their power and their kubelets, images. Errors are RangeErrors with a plain sentence. */
export interface Machines {
  list(): readonly MachineState[]
  add(spec: MachineSpec): void
  /** The machine is scrapped and its Node object deleted. */
  remove(name: string): void
  /** Silent from now on: no status, no lease; its containers are gone when it comes back. */
  powerOff(name: string): void
  powerOn(name: string): void
  /** The kubelet process stops (containers run on) and starts again. */
  stopKubelet(name: string): void
  startKubelet(name: string): void
  setPressure(name: string, pressure: Pressure, on: boolean): void
  /** The kubelet goes on beating but says Ready or not (container runtime down). */
  setReady(name: string, ready: boolean): void
  setImage(image: string, behaviour: Partial<ImageBehaviour>): void
  imageBehaviour(image: string): ImageBehaviour
  /** Holds the kubelet of one machine, or of all (present and future), so that only `act` moves its pods. */
  hold(name?: string): void
  release(name?: string): void
  act(namespace: string, pod: string, act: PodAct): void
}
