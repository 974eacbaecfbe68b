import type { ApiClient } from '../../k8s/api-client'
import type { EventObject } from '../../k8s/event'
import type { Node } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { toTimestamp } from '../../k8s/time'
import { createApiServer } from '../apiserver/api-server'
import { ObjectStore } from '../apiserver/object-store'
import type { ComponentContext } from '../component'
import { Kernel } from '../kernel/kernel'
import { OBJECT_CHECKS } from '../object-checks'
import { podTemplateHash } from '../pod-template-hash'
import { EventRecorder } from '../runtime/event-recorder'
import { InformerFactory } from '../runtime/informer'
import { RequestLimiter } from '../runtime/request-limiter'
import { DEFAULT_TIMINGS, type Timings } from '../timings'
import { behaviourOf } from '../versions/index'

/** For tests: an API server and whichever controllers are started on it. There is no scheduler and no kubelet but the test. */
export class TestCluster {
  readonly kernel = new Kernel(7)
  readonly store = new ObjectStore(this.kernel)
  readonly client: ApiClient
  private readonly heartbeats = new Map<string, number>()
  private readonly healthy = new Set<string>()
  private readonly server = createApiServer({ kernel: this.kernel, store: this.store, checks: OBJECT_CHECKS })
  private readonly informers: InformerFactory
  private readonly timings: Timings

  constructor(timings: Partial<Timings> = {}) {
    this.timings = { ...DEFAULT_TIMINGS, ...timings }
    this.informers = new InformerFactory(this.kernel, this.store, this.timings.watchDelay)
    this.client = this.server.client('test')
  }

  context(name: string): ComponentContext {
    const client = this.server.client(name)
    return {
      name,
      kernel: this.kernel,
      client,
      informers: this.informers,
      limiter: new RequestLimiter(this.kernel, 20, 30),
      recorder: new EventRecorder(this.kernel, client, name),
      timings: this.timings,
      behaviour: behaviourOf('1.36'),
      startDelayedVolumes: OBJECT_CHECKS.startDelayedVolumes,
      hashTemplate: podTemplateHash,
      heartbeats: { lastHeartbeat: node => (this.healthy.has(node) ? this.kernel.now : this.heartbeats.get(node)) },
    }
  }

  /** Runs until nothing is left but timers. */
  settle(): void {
    while (!this.kernel.settled) this.kernel.step()
  }

  /** Lets `milliseconds` pass, then settles. */
  wait(milliseconds: number): void {
    this.kernel.runUntil(this.kernel.now + milliseconds)
    this.settle()
  }

  /** A node whose kubelet beats until `silence`. */
  addNode(name: string, labels: Readonly<Record<string, string>> = {}): void {
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: toTimestamp(this.kernel.now) }]
    this.client.create('nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { conditions } })
    this.client.patch('nodes', undefined, name, 'merge', { spec: { taints: null } })
    this.healthy.add(name)
    this.settle()
  }

  silence(name: string): void {
    this.heartbeats.set(name, this.kernel.now)
    this.healthy.delete(name)
  }

  speak(name: string, status: 'True' | 'False' = 'True'): void {
    this.healthy.add(name)
    const conditions = [{ type: 'Ready', status, lastTransitionTime: toTimestamp(this.kernel.now) }]
    this.client.patch('nodes', undefined, name, 'merge', { status: { conditions } }, { subresource: 'status' })
    this.settle()
  }

  /** A pod that the test placed itself. */
  addPod(name: string, spec: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>> = {}): Pod {
    const pod = this.client.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'default', name, ...metadata },
      spec: { containers: [{ name: 'main', image: 'main:1' }], terminationGracePeriodSeconds: 30, ...spec },
    })
    this.settle()
    return pod as Pod
  }

  /** `key:Effect` of each of the node's taints. */
  taints(name: string): string[] {
    const { taints = [] } = this.get<Node>('nodes', name).spec ?? {}
    return taints.map(taint => `${taint.key.replace('node.kubernetes.io/', '')}:${taint.effect}`).sort()
  }

  get<T extends KubeObject>(resource: string, name: string, namespace?: string): T {
    return this.client.get(resource, namespace, name) as T
  }

  exists(resource: string, name: string, namespace?: string): boolean {
    return this.client
      .list(resource, namespace === undefined ? {} : { namespace })
      .some(object => object.metadata.name === name)
  }

  pods(): Pod[] {
    return this.client.list('pods') as readonly KubeObject[] as Pod[]
  }

  /** Plays the kubelet: the pods run and are ready, or not. */
  run(pods: readonly Pod[] = this.pods(), ready = true): void {
    for (const pod of pods) {
      const now = toTimestamp(this.kernel.now)
      const status = ready ? 'True' : 'False'
      const current = pod.status.conditions?.find(condition => condition.type === 'Ready')
      const since = current?.status === status ? current.lastTransitionTime : now
      const conditions = [{ type: 'Ready', status, lastTransitionTime: since }]
      const { namespace, name } = pod.metadata
      const body = { status: { phase: 'Running', conditions } }
      this.client.patch('pods', namespace, name, 'merge', body, { subresource: 'status' })
    }
    this.settle()
  }

  /** Plays the kubelet: what terminates is gone. */
  confirm(): void {
    for (const { metadata } of this.pods()) {
      if (metadata.deletionTimestamp !== undefined) {
        this.client.delete('pods', metadata.namespace, metadata.name, { gracePeriodSeconds: 0 })
      }
    }
    this.settle()
  }

  /** `Reason: message` of all events so far. */
  events(): string[] {
    const events = this.client.list('events') as readonly KubeObject[] as EventObject[]
    return events.map(event => `${event.reason}: ${event.message}`)
  }
}
