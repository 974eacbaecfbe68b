import { HostPorts } from '../../../k8s/host-ports'
import type { Node } from '../../../k8s/node'
import type { Pod } from '../../../k8s/pod'
import { isPodTerminal } from '../../../k8s/pod-conditions'
import { hostPortsOf, podRequests, resourceAmounts } from '../../../k8s/pod-requests'
import { resourceShortages } from '../../../k8s/resource-shortages'
import type { DaemonSet } from '../../../k8s/workload'

/** What the other pods of a node leave for a daemon pod that the controller itself would place there. */
export interface NodeRoom {
  /** Somebody else has a host port that the pod wants: the node is taken to be no place for it at all. */
  readonly portTaken: boolean
  /** What the node has too little of, in the words of the event; undefined when the pod fits. */
  readonly shortage: string | undefined
}

/** `neighbours` are the pods on the node that the DaemonSet does not control. */
// Models pkg/controller/daemon/daemon_controller.go simulate and Predicates of 1.11
export function roomOn(node: Node, { spec }: DaemonSet, neighbours: Iterable<Pod>): NodeRoom {
  const pod = { spec: spec.template.spec }
  const taken = new HostPorts()
  const requested: Record<string, number> = {}
  let podCount = 0
  for (const neighbour of neighbours) {
    if (isPodTerminal(neighbour)) continue
    podCount += 1
    for (const port of hostPortsOf(neighbour)) taken.add(port)
    for (const [name, amount] of Object.entries(podRequests(neighbour))) {
      requested[name] = (requested[name] ?? 0) + amount
    }
  }
  const allocatable = resourceAmounts(node.status?.allocatable)
  const shortage = resourceShortages(podRequests(pod), { allocatable, requested, podCount }).at(-1)
  return {
    portTaken: hostPortsOf(pod).some(port => taken.isTaken(port)),
    shortage:
      shortage &&
      `Node didn't have enough resource: ${shortage.resource}, requested: ${shortage.requested}, used: ${shortage.used}, capacity: ${shortage.capacity}`,
  }
}
