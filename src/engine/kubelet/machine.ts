import type { ApiClient } from '../../k8s/api-client'
import { isSidecar } from '../../k8s/containers'
import { deleteIfThere } from '../../k8s/find-object'
import type { Pod } from '../../k8s/pod'
import type { Millis } from '../kernel/kernel'
import type { MachineSpec, MachineState, Pressure } from '../machines'
import type { EventRecorder } from '../runtime/event-recorder'
import { ContainerRuntime } from './container-runtime'
import { HostPaths } from './host-paths'
import { Kubelet } from './kubelet'
import { KubeletProcess } from './kubelet-process'
import type { MachineContext } from './machine-context'
import { type NodeReport, nodeIp, PRESSURES, podIp } from './node-object'
import { NodeReporter } from './node-reporter'
import { PressureRelief } from './pressure-relief'

/** From power to the kubelet's first words, and from those to Ready. */
const BOOT: Millis = 2_000
const KUBELET_START: Millis = 400
const UNTIL_READY: Millis = 400
/** A kubelet that has just started takes in its pods a moment after it has registered. */
const UNTIL_PODS: Millis = 1_000
/** How often the kubelet computes its node's status. */
const STATUS_ROUND: Millis = 10_000
const LONG_AGO = Number.NEGATIVE_INFINITY

/** One machine: its power, its disk, its container runtime, and the kubelet that runs on it, if it does. */
export class Machine {
  readonly paths = new HostPaths()
  readonly reporter: NodeReporter
  /** The kubelet, once it has taken in its pods; a held one has none. */
  kubelet: Kubelet | undefined
  private readonly runtime: ContainerRuntime
  private readonly client: ApiClient
  private readonly recorder: EventRecorder
  private readonly pressures = new Set<Pressure>()
  private powered = true
  private running = true
  private hanging = false
  private ready: boolean
  private podNumber = 0
  /** Counts the deaths of the kubelet: what it had planned dies with it. */
  private incarnation = 0
  private started: Kubelet | undefined
  private readonly relief: PressureRelief

  constructor(
    private readonly context: MachineContext,
    readonly spec: MachineSpec,
    private readonly index: number,
    private held: boolean,
  ) {
    const { kernel, timings, behaviour } = context
    this.client = context.clientFor(`kubelet/${spec.name}`)
    this.recorder = context.recorderFor(spec.name)
    this.ready = spec.ready ?? true
    const { client, recorder } = this
    const isSilent = () => this.held
    this.reporter = new NodeReporter({ kernel, timings, client, recorder, behaviour, spec, index, isSilent })
    const onChange = (uid: string) => this.kubelet?.runtimeChanged(uid)
    this.runtime = new ContainerRuntime(kernel, spec.name, () => this.nextPodIp(), onChange, spec.logs)
    this.relief = new PressureRelief(kernel, this.pressures, this.reporter, () => this.kubelet)
    if (spec.booted) this.appear()
    else this.later(this.bootTime, 'boot', () => this.comeUp())
  }

  get state(): MachineState {
    return {
      name: this.spec.name,
      powered: this.powered,
      kubelet: this.isAlive ? 'running' : 'stopped',
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

  powerOff(): void {
    this.must(this.powered, 'has no power')
    this.powered = false
    this.reporter.fallSilent()
    this.endProcess()
    this.runtime.powerOff()
  }

  powerOn(): void {
    this.must(!this.powered, 'has power already')
    this.powered = true
    this.running = true
    this.hanging = false
    this.later(this.reporter.isRegistered ? KUBELET_START : this.bootTime, 'boot', () => this.comeUp())
  }

  stopKubelet(): void {
    this.must(this.powered && this.running, 'has no running kubelet')
    this.running = false
    this.hanging = false
    this.reporter.fallSilent()
    this.endProcess()
  }

  startKubelet(): void {
    this.must(this.powered, 'has no power')
    this.must(!this.running, 'has a running kubelet')
    this.running = true
    if (this.held) this.comeUp()
    else this.later(KUBELET_START, 'kubelet of', () => this.comeUp())
  }

  /** The kubelet stands still, as a process that was stopped; `wake` lets it go on where it was. */
  hang(): void {
    this.must(this.isAlive, 'has no running kubelet')
    this.hanging = true
    this.reporter.fallSilent()
    this.started?.standStill()
  }

  wake(): void {
    this.must(this.hanging, 'has no hanging kubelet')
    this.hanging = false
    this.reporter.resume()
    this.started?.goOn()
    // The round that it slept through comes at once, and is in vain if the news of its node come later: that is chance.
    const knows = this.context.kernel.random('wake').next() < 0.5
    const post = () => this.reporter.postAfterSleep(this.report, knows)
    this.later(knows ? 0 : STATUS_ROUND, 'node status of', post)
  }

  setPressure(pressure: Pressure, on: boolean): void {
    if (on) this.pressures.add(pressure)
    else this.pressures.delete(pressure)
    if (this.canPost) this.reporter.post(this.report)
    if (on && !this.held) this.relief.watch()
  }

  /** The container runtime fails, or works again: the kubelet goes on beating, but does nothing to its pods meanwhile. */
  setReady(ready: boolean): void {
    if (this.ready === ready) return
    this.ready = ready
    if (this.canPost) this.reporter.post(this.report)
    if (ready) this.started?.process.resume()
    else this.started?.process.suspend()
  }

  hold(): void {
    if (this.held) return
    this.held = true
    this.endKubelet()
  }

  release(): void {
    if (!this.held) return
    this.held = false
    // One that is still booting starts its kubelet when it has come up.
    if (!this.canPost || this.started !== undefined) return
    for (const pod of this.context.podsOf(this.spec.name)) this.adopt(pod)
    this.startProcess(LONG_AGO, 0)
  }

  /** The node was cordoned or uncordoned: the kubelet says so at its next round. */
  // Models pkg/kubelet/kubelet_node_status.go recordNodeSchedulableEvent
  schedulableChanged(unschedulable: boolean): void {
    const reason = unschedulable ? 'NodeNotSchedulable' : 'NodeSchedulable'
    const say = () => this.canPost && this.reporter.sayState(reason)
    if (!this.held) this.later(this.reporter.untilRound(STATUS_ROUND), 'node status of', say, true)
  }

  /** The machine is scrapped. */
  scrap(): void {
    this.powered = false
    this.endProcess()
    this.runtime.powerOff()
    const client = this.context.clientFor('lab')
    deleteIfThere(client, 'nodes', undefined, this.spec.name)
    deleteIfThere(client, 'leases.coordination.k8s.io', 'kube-node-lease', this.spec.name)
  }

  nextPodIp(): string {
    this.podNumber += 1
    return podIp(this.index, this.podNumber - 1)
  }

  // ----

  private get bootTime(): Millis {
    return this.spec.bootTime ?? BOOT
  }

  private get isAlive(): boolean {
    return this.powered && this.running && !this.hanging
  }

  private get canPost(): boolean {
    return this.isAlive && this.reporter.isRegistered
  }

  private get report(): NodeReport {
    return { ready: this.ready, pressures: this.pressures }
  }

  private must(condition: boolean, words: string): void {
    if (!condition) throw new RangeError(`machine ${this.spec.name} ${words}`)
  }

  // A machine that has been there for long: its node exists from the first moment, and says nothing.
  private appear(): void {
    this.reporter.register(this.report)
    if (!this.held) this.startProcess(LONG_AGO, 0)
  }

  // A held kubelet reports its node, and nothing else.
  // Models pkg/kubelet/kubelet_node_status.go fastNodeStatusUpdate
  private comeUp(): void {
    const { reporter } = this
    const isNew = !reporter.exists
    if (this.held) {
      if (isNew) reporter.register(this.report)
      else reporter.post(this.report, true)
      return
    }
    reporter.say('Starting', 'Starting kubelet.')
    reporter.sayPressures(this.report)
    if (isNew) reporter.register({ ...this.report, ready: false })
    else reporter.postAtStart(this.report)
    reporter.sayPressures(this.report)
    this.later(isNew ? UNTIL_READY : 0, 'node status of', () => {
      if (isNew) reporter.post(this.report)
      if (!this.held) this.startProcess(this.context.kernel.now, UNTIL_PODS)
    })
  }

  // What a held kubelet was told to run goes on running.
  private adopt(pod: Pod): void {
    const { phase, podIP } = pod.status
    const { uid } = pod.metadata
    if (phase !== 'Running' || this.runtime.pod(uid).containers.length > 0) return
    const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar)
    this.runtime.adopt(uid, podIP ?? this.nextPodIp(), [...sidecars, ...pod.spec.containers])
  }

  private startProcess(startedAt: Millis, delay: Millis): void {
    const { kernel, catalog, commands, behaviour } = this.context
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
      appArmor: this.spec.appArmor ?? true,
      evictedPodsFail: behaviour.evictedPodsFail,
      beatPhase: kernel.random('kubelet-beats').integer(1000),
      pressures: () => PRESSURES.filter(pressure => this.pressures.has(pressure)),
    })
    this.started = kubelet
    const takeIn = () => {
      this.kubelet = kubelet
      const pods = [...this.context.podsOf(this.spec.name)]
      // Containers of pods that went while no kubelet was there.
      // Models pkg/kubelet/kubelet_pods.go HandlePodCleanups
      this.runtime.keepOnly(new Set(pods.map(({ metadata }) => metadata.uid)))
      for (const pod of pods) kubelet.podAdded(pod)
      if (this.pressures.size > 0) this.relief.watch()
    }
    if (!this.ready) process.suspend()
    if (delay === 0) process.guard(takeIn)()
    else process.schedule(delay, `pods of ${this.spec.name}`, takeIn)
  }

  private endProcess(): void {
    this.incarnation += 1
    this.relief.stop()
    this.endKubelet()
  }

  private endKubelet(): void {
    this.started?.end()
    this.started = undefined
    this.kubelet = undefined
  }

  // Happens only if the machine has not lost its power or its kubelet meanwhile.
  private later(delay: Millis, what: string, run: () => void, idle = false): void {
    const { incarnation } = this
    const label = `${what} ${this.spec.name}`
    const ifStillThere = () => {
      if (incarnation === this.incarnation) run()
    }
    this.context.kernel.schedule(delay, label, ifStillThere, { idle })
  }
}
