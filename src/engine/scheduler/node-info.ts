import { HostPorts } from '../../k8s/host-ports'
import type { Node } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import {
  hostPortsOf,
  nonZeroRequests,
  podRequests,
  type ResourceAmounts,
  resourceAmounts,
} from '../../k8s/pod-requests'
import { hasAffinity, hasRequiredAntiAffinity } from './pod-affinity-terms'
import { PodsOfNode } from './pods-of-node'

const NOTHING: ResourceAmounts = {}

/** What is on one node, added up: kept in step with every Pod that comes and goes. */
// Models pkg/scheduler/framework/types.go NodeInfo
export class NodeInfo {
  /** Undefined while Pods are known on a node that is not (no longer) there. */
  node: Node | undefined
  readonly pods = new PodsOfNode()
  /** Pods with any (anti-)affinity, and those with required anti-affinity. */
  readonly podsWithAffinity = new PodsOfNode()
  readonly podsWithRequiredAntiAffinity = new PodsOfNode()
  readonly usedPorts = new HostPorts()
  private readonly requestedAmounts: Record<string, number> = {}
  private allocatableAmounts: ResourceAmounts = NOTHING
  nonZeroCpu = 0
  nonZeroMemory = 0

  constructor(readonly name: string) {}

  get requested(): ResourceAmounts {
    return this.requestedAmounts
  }

  get allocatable(): ResourceAmounts {
    return this.allocatableAmounts
  }

  get labels(): Readonly<Record<string, string>> | undefined {
    return this.node?.metadata.labels
  }

  setNode(node: Node | undefined): void {
    if (node?.status?.allocatable !== this.node?.status?.allocatable) {
      this.allocatableAmounts = resourceAmounts(node?.status?.allocatable)
    }
    this.node = node
  }

  addPod(pod: Pod): void {
    const { uid } = pod.metadata
    const known = this.pods.get(uid)
    if (known?.spec === pod.spec && known.metadata.labels === pod.metadata.labels) {
      this.replacePod(pod)
      return
    }
    if (known !== undefined) this.removePod(uid)
    this.pods.add(pod)
    if (hasAffinity(pod)) this.podsWithAffinity.add(pod)
    if (hasRequiredAntiAffinity(pod)) this.podsWithRequiredAntiAffinity.add(pod)
    this.count(pod, 1)
    for (const port of hostPortsOf(pod)) this.usedPorts.add(port)
  }

  removePod(uid: string): void {
    const pod = this.pods.get(uid)
    if (pod === undefined) return
    this.pods.remove(uid)
    this.podsWithAffinity.remove(uid)
    this.podsWithRequiredAntiAffinity.remove(uid)
    this.count(pod, -1)
    for (const port of hostPortsOf(pod)) this.usedPorts.remove(port)
  }

  // What is added up stays as it is: only the status is another.
  private replacePod(pod: Pod): void {
    this.pods.replace(pod)
    this.podsWithAffinity.replace(pod)
    this.podsWithRequiredAntiAffinity.replace(pod)
  }

  /** A copy that can be changed without touching this one. */
  clone(): NodeInfo {
    const copy = new NodeInfo(this.name)
    copy.setNode(this.node)
    for (const pod of this.pods.values()) copy.addPod(pod)
    return copy
  }

  private count(pod: Pod, sign: 1 | -1): void {
    const requests = podRequests(pod)
    for (const name in requests) {
      this.requestedAmounts[name] = (this.requestedAmounts[name] ?? 0) + sign * (requests[name] ?? 0)
    }
    const nonZero = nonZeroRequests(pod)
    this.nonZeroCpu += sign * nonZero.cpu
    this.nonZeroMemory += sign * nonZero.memory
  }
}
