import { type ApiClient, ApiError } from '../../k8s/api-client'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'
import { toTimestamp } from '../../k8s/time'
import type { Kernel, Millis } from '../kernel/kernel'
import type { MachineSpec, MachineState, Pressure } from '../machines'
import type { EventRecorder } from '../runtime/event-recorder'
import type { Timings } from '../timings'
import type { ContainerCommands } from './commands'
import { ContainerRuntime } from './container-runtime'
import { nextEviction, reclaimedResource } from './eviction'
import { HostPaths } from './host-paths'
import type { ImageCatalog } from './image-catalog'
import { Kubelet } from './kubelet'
import { KubeletProcess } from './kubelet-process'
import {
  NOT_READY_TAINT,
  newNode,
  nodeConditions,
  nodeIp,
  PRESSURE_WORDS,
  PRESSURES,
  podIp,
  registrationTaints,
} from './node-object'

/** From power to the kubelet's first words, and from those to Ready. */
const BOOT: Millis = 2_000
const KUBELET_START: Millis = 400
const UNTIL_READY: Millis = 400
/** A kubelet that has just started takes in its pods a moment after it has registered. */
const UNTIL_PODS: Millis = 1_000
/** A kubelet that stood still computes its node's status at its next round. */
const STATUS_ROUND: Millis = 10_000
const EVICTION_ROUND: Millis = 10_000
const STARTING = 'container runtime status check may not have completed yet'

/** What all machines share. */
export interface MachineContext {
  readonly kernel: Kernel
  readonly timings: Timings
  readonly kubeletVersion: string
  readonly catalog: ImageCatalog
  readonly commands: ContainerCommands
  clientFor(user: string): ApiClient
  recorderFor(host: string): EventRecorder
  /** The pods bound to a node, as the kubelets' watch shows them. */
  podsOf(node: string): Iterable<Pod>
}

/** One machine: its power, its disk, its container runtime, and the kubelet that runs on it, if it does. */
export class Machine {
  readonly paths = new HostPaths()
  readonly runtime: ContainerRuntime
  kubelet: Kubelet | undefined
  private readonly client: ApiClient
  private readonly recorder: EventRecorder
  private readonly pressures = new Set<Pressure>()
  private powered = true
  private running = true
  private hanging = false
  private ready: boolean
  private registered = false
  /** Where within the renewal period of its lease the kubelet's beats fall. */
  private readonly beatPhase: Millis
  private lastPost: Millis = 0
  private silentSince: Millis | undefined
  private podNumber = 0
  private incarnation = 0
  private evicting = false

  constructor(
    private readonly context: MachineContext,
    readonly spec: MachineSpec,
    private readonly index: number,
    private held: boolean,
  ) {
    const { kernel } = context
    this.client = context.clientFor(`kubelet/${spec.name}`)
    this.recorder = context.recorderFor(spec.name)
    this.ready = spec.ready ?? true
    this.beatPhase = Math.floor(kernel.random('leases').next() * context.timings.leaseRenewal)
    this.runtime = new ContainerRuntime(
      kernel,
      spec.name,
      () => this.nextPodIp(),
      uid => this.kubelet?.runtimeChanged(uid),
    )
    if (spec.booted) this.appear()
    else this.boot(BOOT)
  }

  get state(): MachineState {
    return {
      name: this.spec.name,
      powered: this.powered,
      kubelet: this.powered && this.running && !this.hanging ? 'running' : 'stopped',
      pressures: PRESSURES.filter(pressure => this.pressures.has(pressure)),
      held: this.held,
    }
  }

  get isHeld(): boolean {
    return this.held
  }

  get hostIp(): string {
    return nodeIp(this.index)
  }

  /** The last sign of life: lease renewals fall on a fixed rhythm and are not written down. */
  lastHeartbeat(): Millis | undefined {
    if (!this.registered) return undefined
    const { kernel, timings } = this.context
    const until = this.silentSince ?? kernel.now
    const beat = Math.floor((until - this.beatPhase) / timings.leaseRenewal) * timings.leaseRenewal + this.beatPhase
    return Math.max(beat, this.lastPost)
  }

  powerOff(): void {
    this.must(this.powered, 'has no power')
    this.fallSilent()
    this.powered = false
    this.stopProcess()
    this.runtime.powerOff()
  }

  powerOn(): void {
    this.must(!this.powered, 'has power already')
    this.powered = true
    this.running = true
    this.hanging = false
    this.boot(this.registered ? KUBELET_START : BOOT)
  }

  stopKubelet(): void {
    this.must(this.powered && this.running, 'has no running kubelet')
    this.fallSilent()
    this.running = false
    this.stopProcess()
  }

  startKubelet(): void {
    this.must(this.powered, 'has no power')
    this.must(!this.running, 'has a running kubelet')
    this.running = true
    if (this.held) this.speak()
    else this.boot(KUBELET_START)
  }

  /** The kubelet stands still, as a process that was stopped; `wake` lets it go on where it was. */
  hang(): void {
    this.must(this.powered && this.running && !this.hanging, 'has no running kubelet')
    this.fallSilent()
    this.hanging = true
    this.kubelet?.process.suspend()
  }

  wake(): void {
    this.must(this.hanging, 'has no hanging kubelet')
    this.hanging = false
    this.silentSince = undefined
    this.kubelet?.process.resume()
    // Its own copy of the node is as old as its sleep: what it finds changed, it says once more when it looks again.
    this.later(STATUS_ROUND, 'node status of', () => {
      this.post()
      this.sayPressures()
    })
  }

  setPressure(pressure: Pressure, on: boolean): void {
    if (on) this.pressures.add(pressure)
    else this.pressures.delete(pressure)
    if (this.canPost) this.post()
    if (on && !this.held) this.watchPressure()
  }

  setReady(ready: boolean): void {
    if (this.ready === ready) return
    this.ready = ready
    if (this.canPost) this.post()
    if (ready) this.kubelet?.process.resume()
    else this.kubelet?.process.suspend()
  }

  hold(): void {
    if (this.held) return
    this.held = true
    this.stopProcess()
  }

  release(): void {
    if (!this.held) return
    this.held = false
    if (this.canPost) this.startProcess(Number.NEGATIVE_INFINITY, 0)
  }

  /** The node was cordoned or uncordoned: the kubelet says so at its next round. */
  // Models pkg/kubelet/kubelet_node_status.go recordNodeSchedulableEvent
  schedulableChanged(unschedulable: boolean): void {
    if (this.held) return
    const { kernel } = this.context
    const delay = STATUS_ROUND - ((kernel.now - this.beatPhase) % STATUS_ROUND)
    const reason = unschedulable ? 'NodeNotSchedulable' : 'NodeSchedulable'
    this.later(delay, 'node status of', () => this.canPost && this.sayState(reason), true)
  }

  /** The machine is scrapped. */
  scrap(): void {
    this.incarnation += 1
    this.powered = false
    this.stopProcess()
    this.runtime.powerOff()
    try {
      this.context.clientFor('lab').delete('nodes', undefined, this.spec.name)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.code !== 404) throw error
    }
  }

  nextPodIp(): string {
    this.podNumber += 1
    return podIp(this.index, this.podNumber - 1)
  }

  // ----

  private get canPost(): boolean {
    return this.powered && this.running && !this.hanging && this.registered
  }

  private must(condition: boolean, words: string): void {
    if (!condition) throw new RangeError(`machine ${this.spec.name} ${words}`)
  }

  // A machine that has been there for long: its node exists from the first moment, and says nothing.
  private appear(): void {
    this.register(this.ready)
    if (!this.held) this.startProcess(Number.NEGATIVE_INFINITY, 0)
  }

  private boot(delay: Millis): void {
    this.later(delay, 'boot', () => this.comeUp())
  }

  // Models pkg/kubelet/kubelet_node_status.go registerWithAPIServer and fastNodeStatusUpdate
  private comeUp(): void {
    if (this.held) {
      this.speak()
      return
    }
    this.say('Starting', 'Starting kubelet.')
    this.sayPressures()
    const isNew = this.findNode() === undefined
    if (isNew) this.register(false)
    else this.post(true)
    this.sayPressures()
    this.later(isNew ? UNTIL_READY : 0, 'node status of', () => {
      if (isNew) this.post()
      this.startProcess(this.context.kernel.now, UNTIL_PODS)
    })
  }

  // A held kubelet reports its node, and nothing else.
  private speak(): void {
    if (this.findNode() === undefined) this.register(this.ready)
    else this.post(true)
  }

  private startProcess(startedAt: Millis, delay: Millis): void {
    const { kernel, catalog, commands } = this.context
    const process = new KubeletProcess(kernel, startedAt)
    const kubelet = new Kubelet({
      name: this.spec.name,
      hostIp: this.hostIp,
      process,
      client: this.client,
      recorder: this.recorder,
      runtime: this.runtime,
      paths: this.paths,
      catalog,
      commands,
      beatPhase: kernel.random('kubelet-beats').integer(1000),
      pressures: () => PRESSURES.filter(pressure => this.pressures.has(pressure)),
    })
    const takeIn = () => {
      this.kubelet = kubelet
      for (const pod of [...this.context.podsOf(this.spec.name)]) kubelet.podAdded(pod)
      if (this.pressures.size > 0) this.watchPressure()
    }
    if (delay === 0) takeIn()
    else process.schedule(delay, `pods of ${this.spec.name}`, takeIn)
    if (!this.ready) process.suspend()
    this.endPrevious = () => kubelet.end()
  }

  private endPrevious: (() => void) | undefined

  private stopProcess(): void {
    this.incarnation += 1
    this.endPrevious?.()
    this.endPrevious = undefined
    this.kubelet = undefined
  }

  private fallSilent(): void {
    if (!this.hanging) this.silentSince = this.context.kernel.now
  }

  private register(ready: boolean): void {
    const { kernel, kubeletVersion } = this.context
    const now = toTimestamp(kernel.now)
    const complaint = `[${STARTING}, PLEG is not healthy: pleg has yet to be successful]`
    const report = { ready, pressures: this.pressures, ...(this.spec.booted ? {} : { complaint }) }
    const conditions = nodeConditions(report, [], now)
    const own = registrationTaints(this.spec)
    const taints = ready || this.spec.booted ? own : [...own, NOT_READY_TAINT]
    const node = newNode(this.spec, { index: this.index, kubeletVersion, conditions, taints })
    this.client.create('nodes', node)
    this.registered = true
    this.spoke()
    this.writeLease()
  }

  // Models kubelet_node_status.go tryUpdateNodeStatus. `quiet`: the kubelet has just started, and says its part itself.
  private post(quiet = false): void {
    const node = this.findNode()
    this.spoke()
    if (node === undefined) return
    const before = node.status.conditions ?? []
    const report = { ready: this.ready, pressures: this.pressures }
    const conditions = nodeConditions(report, before, toTimestamp(this.context.kernel.now))
    if (!deepEqual(before, conditions)) {
      const status = { ...node.status, conditions }
      this.client.update('nodes', { ...node, status }, { subresource: 'status' })
    }
    for (const { type, status } of conditions) {
      if (before.find(condition => condition.type === type)?.status === status) continue
      if (type === 'Ready') this.sayState(this.ready ? 'NodeReady' : 'NodeNotReady')
      else if (!quiet) this.sayPressure(type, status === 'True')
    }
  }

  private spoke(): void {
    this.lastPost = this.context.kernel.now
    this.silentSince = undefined
  }

  private writeLease(): void {
    const name = this.spec.name
    const time = `${toTimestamp(this.context.kernel.now).slice(0, -1)}.000000Z`
    try {
      this.client.create('leases.coordination.k8s.io', {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name, namespace: 'kube-node-lease' },
        spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: time },
      })
    } catch (error) {
      // A lease that is left from an earlier machine of that name.
      if (!(error instanceof ApiError)) throw error
    }
  }

  private findNode(): Node | undefined {
    try {
      return this.client.get('nodes', undefined, this.spec.name) as Node
    } catch (error) {
      if (error instanceof ApiError && error.status.code === 404) return undefined
      throw error
    }
  }

  private sayPressures(): void {
    for (const pressure of PRESSURES) this.sayPressure(PRESSURE_WORDS[pressure].type, this.pressures.has(pressure))
  }

  private sayPressure(type: string, isUnder: boolean): void {
    const words = Object.values(PRESSURE_WORDS).find(one => one.type === type)
    if (words !== undefined) this.sayState((isUnder ? words.bad : words.good)[2])
  }

  private sayState(reason: string): void {
    this.say(reason, `Node ${this.spec.name} status is now: ${reason}`)
  }

  private say(reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    if (this.held) return
    const { name } = this.spec
    const metadata = { name, uid: name, resourceVersion: '', creationTimestamp: '' }
    this.recorder.event({ apiVersion: 'v1', kind: 'Node', metadata }, type, reason, message)
  }

  // Models pkg/kubelet/eviction/eviction_manager.go synchronize: one pod a round, as long as the pressure lasts.
  private watchPressure(): void {
    if (this.evicting) return
    this.evicting = true
    const round = () => {
      this.evicting = false
      const [pressure] = PRESSURES.filter(one => this.pressures.has(one))
      if (pressure === undefined || this.kubelet === undefined) return
      this.say('EvictionThresholdMet', `Attempting to reclaim ${reclaimedResource(pressure)}`, 'Warning')
      const eviction = nextEviction(this.kubelet.activePods(), pressure)
      if (eviction !== undefined) {
        const { pod, message } = eviction
        this.kubelet.event(pod, 'Warning', 'Evicted', message)
        this.kubelet.evict(pod.metadata.uid, 1, 'Evicted', message, message)
      }
      this.watchPressure()
    }
    this.later(EVICTION_ROUND, 'eviction on', round, true)
  }

  // Happens only if the machine has not lost its power or its kubelet meanwhile.
  private later(delay: Millis, what: string, run: () => void, idle = false): void {
    const { incarnation } = this
    this.context.kernel.schedule(
      delay,
      `${what} ${this.spec.name}`,
      () => {
        if (incarnation === this.incarnation) run()
      },
      { idle },
    )
  }
}
