import { type ApiClient, ApiError } from '../../k8s/api-client'
import { findCondition } from '../../k8s/conditions'
import { findObject } from '../../k8s/find-object'
import type { Node } from '../../k8s/node'
import { deepEqual } from '../../k8s/share-unchanged'
import { toTimestamp } from '../../k8s/time'
import type { Kernel, Millis } from '../kernel/kernel'
import { microTime } from '../lease-renewals'
import type { MachineSpec } from '../machines'
import type { EventRecorder } from '../runtime/event-recorder'
import type { Timings } from '../timings'
import type { VersionBehaviour } from '../version-behaviour'
import {
  NEW_NODE_TAINT,
  type NodeReport,
  newNode,
  nodeConditions,
  PRESSURE_WORDS,
  PRESSURES,
  registrationTaints,
} from './node-object'

const LEASE = 'leases.coordination.k8s.io'
const LEASES = 'kube-node-lease'
const STARTING =
  '[container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]'

export interface NodeReporterOptions {
  readonly kernel: Kernel
  readonly timings: Timings
  readonly client: ApiClient
  readonly recorder: EventRecorder
  readonly behaviour: VersionBehaviour
  readonly spec: MachineSpec
  readonly index: number
  /** Whether anything is said about the node in events (a held kubelet is silent). */
  isSilent(): boolean
}

/** What a kubelet tells the API server of its node: the object, its conditions, its events, its signs of life. */
// Models pkg/kubelet/kubelet_node_status.go
export class NodeReporter {
  private registered = false
  private lastPost: Millis = 0
  private silentSince: Millis | undefined
  /** Where within the renewal period of its lease the kubelet's beats fall. */
  private readonly beatPhase: Millis

  constructor(private readonly options: NodeReporterOptions) {
    const { kernel, timings } = options
    this.beatPhase = Math.floor(kernel.random('leases').next() * timings.leaseRenewal)
  }

  get isRegistered(): boolean {
    return this.registered
  }

  get exists(): boolean {
    return this.findNode() !== undefined
  }

  /** The last sign of life: lease renewals fall on a fixed rhythm and are not written down. */
  lastHeartbeat(): Millis | undefined {
    if (!this.registered) return undefined
    const { kernel, timings } = this.options
    const until = this.silentSince ?? kernel.now
    const beat = Math.floor((until - this.beatPhase) / timings.leaseRenewal) * timings.leaseRenewal + this.beatPhase
    return Math.max(beat, this.lastPost)
  }

  fallSilent(): void {
    this.silentSince ??= this.options.kernel.now
  }

  resume(): void {
    this.silentSince = undefined
  }

  /** How long until the kubelet's next round at `period`. */
  untilRound(period: Millis): Millis {
    return period - ((this.options.kernel.now - this.beatPhase) % period)
  }

  // Models kubelet_node_status.go registerWithAPIServer
  register(report: NodeReport): void {
    const { kernel, spec, index, behaviour, client } = this.options
    const conditions = nodeConditions(
      spec.booted ? report : { complaint: STARTING, ...report },
      [],
      toTimestamp(kernel.now),
    )
    const own = registrationTaints(spec, behaviour)
    const isNew = behaviour.taintsNodesByCondition && !report.ready && !spec.booted
    const taints = isNew ? [...own, NEW_NODE_TAINT] : own
    const { uid } = client.create('nodes', newNode(spec, { index, behaviour, conditions, taints })).metadata
    this.registered = true
    this.spoke()
    this.writeLease(uid)
  }

  /** Says how the node is; true when that is news. `quiet`: the kubelet has just started, and tells of pressures by itself. */
  // Models kubelet_node_status.go tryUpdateNodeStatus
  post(report: NodeReport, quiet = false): boolean {
    const { kernel, client } = this.options
    const node = this.findNode()
    this.spoke()
    if (node === undefined) return false
    const before = node.status.conditions ?? []
    const conditions = nodeConditions(report, before, toTimestamp(kernel.now))
    if (!deepEqual(before, conditions)) {
      const status = { ...node.status, conditions }
      client.update('nodes', { ...node, status }, { subresource: 'status' })
    }
    const news = conditions.filter(({ type, status }) => findCondition(before, type)?.status !== status)
    for (const { type, status } of news) {
      if (type === 'Ready') this.sayState(report.ready ? 'NodeReady' : 'NodeNotReady')
      else if (!quiet) this.sayPressure(type, status === 'True')
    }
    return news.length > 0
  }

  /**
   * The kubelet has started on a node that is there already. If it is news that it is well, it says so again until its own
   * copy of the node is renewed: how often is chance.
   */
  // Models kubelet_node_status.go fastNodeStatusUpdate
  postAtStart(report: NodeReport): void {
    if (!this.post(report, true)) return
    const random = this.options.kernel.random('wake')
    for (let left = Math.floor(random.next() * 3); left > 0; left--) this.sayPressures(report)
    if (report.ready && random.next() < 0.3) this.sayState('NodeReady')
  }

  /**
   * After the kubelet stood still: what it finds changed, it says again with every try, if its copy of the node is as old as its
   * sleep. How many tries it takes is chance.
   */
  // Models kubelet_node_status.go updateNodeStatus
  postAfterSleep(report: NodeReport, knowsNode: boolean): void {
    if (!this.post(report) || knowsNode) return
    const random = this.options.kernel.random('wake')
    for (let left = Math.floor(random.next() * 3); left > 0; left--) {
      this.sayPressures(report)
      this.sayState(report.ready ? 'NodeReady' : 'NodeNotReady')
    }
  }

  sayPressures({ pressures }: NodeReport): void {
    for (const pressure of PRESSURES) this.sayPressure(PRESSURE_WORDS[pressure].type, pressures.has(pressure))
  }

  sayState(reason: string): void {
    this.say(reason, `Node ${this.options.spec.name} status is now: ${reason}`)
  }

  say(reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    if (this.options.isSilent()) return
    const { name } = this.options.spec
    const metadata = { name, uid: name, resourceVersion: '', creationTimestamp: '' }
    this.options.recorder.event({ apiVersion: 'v1', kind: 'Node', metadata }, type, reason, message)
  }

  private sayPressure(type: string, isUnder: boolean): void {
    const words = Object.values(PRESSURE_WORDS).find(one => one.type === type)
    if (words !== undefined) this.sayState((isUnder ? words.bad : words.good)[2])
  }

  private spoke(): void {
    this.lastPost = this.options.kernel.now
    this.silentSince = undefined
  }

  /** It belongs to the node, and goes with it. */
  // Models pkg/kubelet/util/nodelease.go SetNodeOwnerFunc
  private writeLease(uid: string): void {
    const { spec: machine, behaviour, client } = this.options
    if (!behaviour.systemNamespaces.includes(LEASES)) return
    const { name } = machine
    const renewTime = microTime(this.options.kernel.now)
    const ownerReferences = this.options.isSilent() ? [] : [{ apiVersion: 'v1', kind: 'Node', name, uid }]
    const metadata = { name, namespace: LEASES, ...(ownerReferences.length === 0 ? {} : { ownerReferences }) }
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime }
    const create = () => client.create(LEASE, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec })
    try {
      create()
    } catch (error) {
      // Somebody has deleted the namespace of leases; or one is left, of an earlier machine of that name.
      if (!(error instanceof ApiError)) throw error
      if (error.status.reason !== 'AlreadyExists') return
      client.delete(LEASE, LEASES, name)
      create()
    }
  }

  private findNode(): Node | undefined {
    return findObject(this.options.client, 'nodes', undefined, this.options.spec.name) as Node | undefined
  }
}
