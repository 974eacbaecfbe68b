import type { ApiClient } from '../k8s/api-client'
import type { KubeObject } from '../k8s/object'
import { type ApiServer, createApiServer } from './apiserver/api-server'
import { checksOf } from './apiserver/decode-body'
import type { ObjectChecks } from './apiserver/object-checks'
import { ObjectStore } from './apiserver/object-store'
import { bootstrapCluster } from './bootstrap'
import type { ChangeSet } from './change-set'
import type { Component, ComponentContext } from './component'
import { explainDaemonSetIn, explainNodeIn } from './controllers/daemonset/explain'
import { CONTROLLERS, LATE_CONTROLLERS } from './controllers/index'
import type { Engine, EngineOptions, WatchCache, WatchingProcess } from './engine-interface'
import type { DaemonSetExplanation, NodeExplanation } from './explanation'
import { Kernel, type Millis } from './kernel/kernel'
import { createMachines, type MachinesControl } from './kubelet/machines-control'
import { startWithFirst } from './late-component'
import { withLeaseRenewals } from './lease-renewals'
import { withMetrics } from './metrics/metrics-api'
import { EventRecorder } from './runtime/event-recorder'
import { type Informer, InformerFactory } from './runtime/informer'
import { RequestLimiter } from './runtime/request-limiter'
import { startScheduler } from './scheduler/scheduler'
import { DEFAULT_TIMINGS, type Timings } from './timings'
import { DEFAULT_VERSION, type VersionBehaviour } from './version-behaviour'
import { behaviourOf } from './versions/index'

const SETTLE_LIMIT: Millis = 600_000

/**
 * A cluster whose API server takes everything as it comes, until it is given its checks: here, or later by `checkWith`. Before
 * that only the cluster's own components may use it.
 */
export function createTrustingEngine(options: EngineOptions, checks?: ObjectChecks): Engine {
  return new SimulatedCluster(options, checks)
}

class SimulatedCluster implements Engine {
  readonly behaviour: VersionBehaviour
  readonly machines: MachinesControl
  private readonly kernel: Kernel
  private readonly store: ObjectStore
  private readonly server: ApiServer
  private readonly timings: Timings
  private readonly components = new Map<string, Component>()
  private readonly informers: Readonly<Record<WatchingProcess, InformerFactory>>
  private watchCaches: readonly WatchCache[] = []

  constructor(
    options: EngineOptions,
    private checks: ObjectChecks | undefined,
  ) {
    this.behaviour = behaviourOf(options.version ?? DEFAULT_VERSION)
    const { nodeMonitorGracePeriod } = this.behaviour
    this.timings = { ...DEFAULT_TIMINGS, nodeMonitorGracePeriod, ...options.timings }
    this.kernel = new Kernel(options.seed)
    this.store = new ObjectStore(this.kernel)
    this.server = createApiServer({
      kernel: this.kernel,
      store: this.store,
      checks,
      behaviour: this.behaviour,
    })
    bootstrapCluster(this.server.client('bootstrap'))
    const { kernel, store, timings, behaviour } = this
    const informers = () => new InformerFactory(kernel, store, timings.watchDelay)
    this.informers = { 'controller-manager': informers(), scheduler: informers(), kubelets: informers() }
    this.machines = createMachines({
      kernel,
      informers: this.informers.kubelets,
      clientFor: user => this.server.client(user),
      recorderFor: host => new EventRecorder(kernel, this.server.client(`kubelet/${host}`), 'kubelet', host),
      timings,
      behaviour,
    })
    for (const machine of options.machines ?? []) this.machines.add(machine)
    this.startControlPlane()
  }

  get now(): Millis {
    return this.kernel.now
  }

  get processedEvents(): number {
    return this.kernel.processed
  }

  get settled(): boolean {
    return this.kernel.settled
  }

  get waiting(): boolean {
    return this.kernel.waiting
  }

  client(user: string): ApiClient {
    const { kernel, machines } = this
    const metrics = { now: () => kernel.now, machines: () => machines.list() }
    return withMetrics(withLeaseRenewals(this.server.client(user), machines), metrics)
  }

  checkWith(checks: ObjectChecks): void {
    this.checks = checks
    this.server.checkWith(checks)
  }

  objects(): readonly KubeObject[] {
    return this.store.resourceNames().flatMap(name => [...this.store.all(name).values()])
  }

  onChange(listener: (change: ChangeSet) => void): void {
    this.store.onChange(listener)
  }

  nextEventTime(): Millis | undefined {
    return this.kernel.nextTime()
  }

  step(): boolean {
    return this.kernel.step()
  }

  runUntil(time: Millis): void {
    this.kernel.runUntil(time)
  }

  runUntilSettled(limit: Millis = SETTLE_LIMIT): boolean {
    const until = this.kernel.now + limit
    while (!this.kernel.settled) {
      const next = this.kernel.nextTime()
      if (next === undefined || next > until) break
      this.kernel.step()
    }
    return this.kernel.settled
  }

  explainDaemonSet(namespace: string, name: string): DaemonSetExplanation | undefined {
    return explainDaemonSetIn(this.behaviour, this.store, this.kernel.now, namespace, name)
  }

  explainNode(namespace: string, name: string, node: string): NodeExplanation | undefined {
    return explainNodeIn(this.behaviour, this.store, namespace, name, node)
  }

  pauseComponent(name: string): void {
    this.component(name).pause()
  }

  resumeComponent(name: string): void {
    this.component(name).resume()
  }

  componentNames(): readonly string[] {
    return [...this.components.keys()]
  }

  holdWatch(process: WatchingProcess, resource: string): void {
    this.informer(process, resource).hold()
  }

  releaseWatch(process: WatchingProcess, resource: string): void {
    this.informer(process, resource).release()
  }

  caches(): readonly WatchCache[] {
    const factories = Object.entries(this.informers)
    const count = factories.reduce((sum, [, factory]) => sum + factory.all().size, 0)
    if (count !== this.watchCaches.length) {
      this.watchCaches = factories.flatMap(([process, factory]) =>
        [...factory.all()].map(
          ([resource, informer]) => new InformerCache(process as WatchingProcess, resource, informer),
        ),
      )
    }
    return this.watchCaches
  }

  private get given(): ObjectChecks {
    return checksOf({ checks: this.checks })
  }

  private informer(process: WatchingProcess, resource: string): Informer<KubeObject> {
    const informers = this.informers[process].all()
    const informer = informers.get(resource)
    if (informer === undefined) {
      throw new RangeError(`the ${process} does not watch ${resource}; it watches ${[...informers.keys()].join(', ')}`)
    }
    return informer
  }

  private component(name: string): Component {
    const component = this.components.get(name)
    if (component === undefined) {
      throw new RangeError(`there is no component ${name}; there are ${[...this.components.keys()].join(', ')}`)
    }
    return component
  }

  // The parts of the controller manager share their informers, but each has a client, and so a request limit, of its own.
  private startControlPlane(): void {
    const { controllerManager, scheduler } = this.timings
    const informers = this.informers['controller-manager']
    for (const { name, component, start } of CONTROLLERS) {
      this.components.set(name, start(this.context(component, informers, controllerManager)))
    }
    for (const { name, component, startsWith } of LATE_CONTROLLERS) {
      const start = () => this.given.lateControllers[name](this.context(component, informers, controllerManager))
      this.components.set(name, startWithFirst(startsWith, informers, start))
    }
    const context = this.context('default-scheduler', this.informers.scheduler, scheduler)
    // The scheduler has a client of its own for its events.
    const recorder = new EventRecorder(this.kernel, context.client, context.name)
    this.components.set('scheduler', startScheduler({ ...context, recorder }))
  }

  private context(
    name: string,
    informers: InformerFactory,
    limit: { readonly requestsPerSecond: number; readonly burst: number },
  ): ComponentContext {
    const { kernel, timings, behaviour } = this
    const client = this.server.client(name)
    const limiter = new RequestLimiter(kernel, limit.requestsPerSecond, limit.burst)
    return {
      name,
      kernel,
      client,
      informers,
      limiter,
      recorder: new EventRecorder(kernel, client, name, undefined, limiter),
      timings,
      behaviour,
      heartbeats: this.machines,
      startDelayedVolumes: (...given) => this.given.startDelayedVolumes(...given),
      hashTemplate: (template, count) => this.given.podTemplateHash(template, count),
    }
  }
}

class InformerCache implements WatchCache {
  constructor(
    readonly process: WatchingProcess,
    readonly resource: string,
    private readonly informer: Informer<KubeObject>,
  ) {}

  get size(): number {
    return this.informer.size
  }

  get behind(): number {
    return this.informer.behind
  }

  get(key: string): KubeObject | undefined {
    return this.informer.get(key)
  }

  eventually(key: string): KubeObject | undefined {
    return this.informer.eventually(key)
  }
}
