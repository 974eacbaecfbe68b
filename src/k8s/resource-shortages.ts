import type { ResourceAmounts } from './pod-requests'

/** One resource that a node has too little of. CPU in millicores, the rest in its own unit. */
export interface ResourceShortage {
  readonly resource: string
  readonly requested: number
  readonly used: number
  readonly capacity: number
}

/** What a node holds and has given away, as far as fitting needs it. */
export interface NodeRoom {
  readonly allocatable: ResourceAmounts
  readonly requested: ResourceAmounts
  readonly podCount: number
}

/** Which resources the node has too little of for these requests, `pods` first, then in the order in which messages name them. */
// Models pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest
export function resourceShortages(requests: ResourceAmounts, room: NodeRoom): readonly ResourceShortage[] {
  const shortages: ResourceShortage[] = []
  const allowedPods = room.allocatable.pods ?? 0
  if (room.podCount + 1 > allowedPods) {
    shortages.push({ resource: 'pods', requested: 1, used: room.podCount, capacity: allowedPods })
  }
  for (const resource of namesInOrder(requests)) {
    const requested = requests[resource] ?? 0
    const capacity = room.allocatable[resource] ?? 0
    const used = room.requested[resource] ?? 0
    if (requested > 0 && requested > capacity - used) shortages.push({ resource, requested, used, capacity })
  }
  return shortages
}

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage']

function namesInOrder(requests: ResourceAmounts): readonly string[] {
  const names = Object.keys(requests)
  if (names.every(name => name === 'cpu' || name === 'memory')) return names.length < 2 ? names : ['cpu', 'memory']
  const extended = names.filter(name => !COMPUTE.includes(name)).sort()
  return [...COMPUTE.filter(name => names.includes(name)), ...extended]
}
