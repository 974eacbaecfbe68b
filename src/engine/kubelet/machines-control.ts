import type { ApiClient } from '../../k8s/api-client'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import type { Kernel, Millis } from '../kernel/kernel'
import type { ImageBehaviour, MachineSpec, MachineState, Machines, PodAct, Pressure } from '../machines'
import type { NodeHeartbeats } from '../node-heartbeats'
import type { EventRecorder } from '../runtime/event-recorder'
import type { Informer, InformerFactory } from '../runtime/informer'
import { indexByNode, podsOnNode } from '../runtime/node-index'
import type { Timings } from '../timings'
import type { VersionBehaviour } from '../version-behaviour'
import { type CommandOracle, ContainerCommands } from './commands'
import { actOnPod } from './held-pods'
import type { HostPathKind } from './host-paths'
import { ImageCatalog } from './image-catalog'
import type { Kubelet } from './kubelet'
import { Machine } from './machine'
import type { MachineContext } from './machine-context'

export interface MachinesOptions {
  readonly kernel: Kernel
  readonly informers: InformerFactory
  clientFor(user: string): ApiClient
  recorderFor(host: string): EventRecorder
  readonly timings: Timings
  readonly behaviour: VersionBehaviour
}

/** The machines, and what only tests and recordings do to them. */
export interface MachinesControl extends Machines, NodeHeartbeats {
  /** The kubelet stands still (SIGSTOP) and goes on where it was; its containers run on. */
  hang(name: string): void
  wake(name: string): void
  /** Something appears on a machine's disk. */
  makePath(name: string, path: string, kind: HostPathKind): void
  /** Says what exec commands (probes, hooks) do, where it knows. */
  setCommandOracle(oracle: CommandOracle): void
}

/** The machines under a cluster, none at first. */
export function createMachines(options: MachinesOptions): MachinesControl {
  return new MachinePark(options)
}

class MachinePark implements MachinesControl {
  private readonly machines = new Map<string, Machine>()
  private readonly catalog = new ImageCatalog()
  private readonly pods: Informer<Pod>
  private readonly context: MachineContext
  private oracle: CommandOracle | undefined
  private holdsAll = false
  private nextIndex = 1

  constructor(private readonly options: MachinesOptions) {
    const { kernel, timings, behaviour, informers } = options
    this.pods = informers.informer<Pod>('pods')
    indexByNode(this.pods)
    this.context = {
      kernel,
      timings,
      behaviour,
      catalog: this.catalog,
      commands: new ContainerCommands(this.catalog, exec => this.oracle?.(exec)),
      clientFor: user => options.clientFor(user),
      recorderFor: host => options.recorderFor(host),
      podsOf: node => podsOnNode(this.pods, node),
    }
    this.catalog.onChange(() => {
      for (const machine of this.machines.values()) machine.kubelet?.wakeProbes()
    })
    this.dispatchPods()
    informers.informer<Node>('nodes').handle({
      updated: (before, node) => {
        const unschedulable = node.spec.unschedulable ?? false
        if ((before.spec.unschedulable ?? false) === unschedulable) return
        this.machines.get(node.metadata.name)?.schedulableChanged(unschedulable)
      },
    })
  }

  list(): readonly MachineState[] {
    return [...this.machines.values()].map(({ state }) => state)
  }

  add(spec: MachineSpec): void {
    if (this.machines.has(spec.name)) throw new RangeError(`there is a machine ${spec.name} already`)
    const machine = new Machine(this.context, spec, this.nextIndex, this.holdsAll)
    this.nextIndex += 1
    this.machines.set(spec.name, machine)
  }

  remove(name: string): void {
    this.machine(name).scrap()
    this.machines.delete(name)
  }

  powerOff(name: string): void {
    this.machine(name).powerOff()
  }

  powerOn(name: string): void {
    this.machine(name).powerOn()
  }

  stopKubelet(name: string): void {
    this.machine(name).stopKubelet()
  }

  startKubelet(name: string): void {
    this.machine(name).startKubelet()
  }

  hang(name: string): void {
    this.machine(name).hang()
  }

  wake(name: string): void {
    this.machine(name).wake()
  }

  setPressure(name: string, pressure: Pressure, on: boolean): void {
    this.machine(name).setPressure(pressure, on)
  }

  setReady(name: string, ready: boolean): void {
    this.machine(name).setReady(ready)
  }

  setImage(image: string, behaviour: Partial<ImageBehaviour>): void {
    this.catalog.set(image, behaviour)
  }

  imageBehaviour(image: string): ImageBehaviour {
    return this.catalog.behaviourOf(image)
  }

  makePath(name: string, path: string, kind: HostPathKind): void {
    this.machine(name).paths.make(path, kind)
  }

  setCommandOracle(oracle: CommandOracle): void {
    this.oracle = oracle
  }

  hold(name?: string): void {
    if (name !== undefined) {
      this.machine(name).hold()
      return
    }
    this.holdsAll = true
    for (const machine of this.machines.values()) machine.hold()
  }

  release(name?: string): void {
    if (name !== undefined) {
      this.machine(name).release()
      return
    }
    this.holdsAll = false
    for (const machine of this.machines.values()) machine.release()
  }

  act(namespace: string, name: string, act: PodAct): void {
    const client = this.options.clientFor('lab')
    const pod = client.get('pods', namespace, name) as Pod
    const node = pod.spec.nodeName
    if (node === undefined) throw new RangeError(`pod ${name} is not on a node`)
    const machine = this.machine(node)
    if (!machine.isHeld) throw new RangeError(`the kubelet of ${node} is not held`)
    const where = { hostIp: machine.hostIp, podIp: pod.status.podIP ?? machine.nextPodIp() }
    actOnPod(this.options.clientFor(`kubelet/${node}`), pod, act, where, this.options.kernel.now)
  }

  lastHeartbeat(node: string): Millis | undefined {
    return this.machines.get(node)?.reporter.lastHeartbeat()
  }

  // One watch for all kubelets: each pod goes to the kubelet of its node, and no kubelet looks at the pods of others.
  private dispatchPods(): void {
    this.pods.handle({
      added: pod => this.tell(pod, kubelet => kubelet.podAdded(pod)),
      updated: (before, pod) =>
        this.tell(pod, kubelet => {
          const isNew = before.spec.nodeName === undefined || before.metadata.uid !== pod.metadata.uid
          if (isNew) kubelet.podAdded(pod)
          else kubelet.podUpdated(before, pod)
        }),
      removed: pod => this.tell(pod, kubelet => kubelet.podRemoved(pod)),
    })
  }

  // A kubelet that stands still hears of it when it goes on; one that has ended lists its pods when it starts again.
  private tell(pod: Pod, about: (kubelet: Kubelet) => void): void {
    const { nodeName } = pod.spec
    const kubelet = nodeName === undefined ? undefined : this.machines.get(nodeName)?.kubelet
    kubelet?.process.guard(() => about(kubelet))()
  }

  private machine(name: string): Machine {
    const machine = this.machines.get(name)
    if (machine === undefined) throw new RangeError(`there is no machine ${name}`)
    return machine
  }
}
