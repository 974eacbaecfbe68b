import { findCondition } from '../../k8s/conditions'
import type { NodeStatus, Taint } from '../../k8s/node'
import type { Condition, NewObject } from '../../k8s/object'
import { HOSTNAME_LABEL, NOT_READY_TAINT } from '../../k8s/well-known'
import type { MachineSpec, Pressure } from '../machines'
import type { VersionBehaviour } from '../version-behaviour'

export const NEW_NODE_TAINT: Taint = { key: NOT_READY_TAINT, effect: 'NoSchedule' }
/** What a kubelet without a network says: the commonest reason not to be ready. */
export const NETWORK_NOT_READY =
  'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'
const ROLE = 'node-role.kubernetes.io/'

/** What a kubelet says of its node at one moment. */
export interface NodeReport {
  readonly ready: boolean
  /** Why it is not ready. */
  readonly complaint?: string
  readonly pressures: ReadonlySet<Pressure>
}

interface PressureWords {
  readonly type: string
  readonly good: readonly [reason: string, message: string, event: string]
  readonly bad: readonly [reason: string, message: string, event: string]
}

/** The pressure conditions, in the order in which nodes carry them. */
export const PRESSURE_WORDS: Readonly<Record<Pressure, PressureWords>> = {
  memory: {
    type: 'MemoryPressure',
    good: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available', 'NodeHasSufficientMemory'],
    bad: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available', 'NodeHasInsufficientMemory'],
  },
  disk: {
    type: 'DiskPressure',
    good: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure', 'NodeHasNoDiskPressure'],
    bad: ['KubeletHasDiskPressure', 'kubelet has disk pressure', 'NodeHasDiskPressure'],
  },
  pid: {
    type: 'PIDPressure',
    good: ['KubeletHasSufficientPID', 'kubelet has sufficient PID available', 'NodeHasSufficientPID'],
    bad: ['KubeletHasInsufficientPID', 'kubelet has insufficient PID available', 'NodeHasInsufficientPID'],
  },
}

export const PRESSURES: readonly Pressure[] = ['memory', 'disk', 'pid']

/** The four conditions of a kubelet. `before` gives the times of those whose status stays. */
// Models pkg/kubelet/nodestatus/setters.go
export function nodeConditions(report: NodeReport, before: readonly Condition[], now: string): Condition[] {
  const dated = (condition: Condition): Condition => {
    const earlier = findCondition(before, condition.type)
    const isSame = earlier?.status === condition.status
    const lastTransitionTime = isSame ? (earlier?.lastTransitionTime ?? now) : now
    return { ...condition, lastHeartbeatTime: now, lastTransitionTime }
  }
  const conditions = PRESSURES.map(pressure => {
    const { type, good, bad } = PRESSURE_WORDS[pressure]
    const isUnder = report.pressures.has(pressure)
    const [reason, message] = isUnder ? bad : good
    return dated({ type, status: isUnder ? 'True' : 'False', reason, message })
  })
  const complaint = report.complaint ?? NETWORK_NOT_READY
  const ready: Condition = report.ready
    ? { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
    : { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: complaint }
  const others = before.filter(({ type }) => type !== 'Ready' && !type.endsWith('Pressure'))
  return [...others, ...conditions, dated(ready)]
}

/** The Node that a kubelet registers. */
// Models pkg/kubelet/kubelet_node_status.go initialNode
export function newNode(
  spec: MachineSpec,
  options: {
    readonly index: number
    readonly behaviour: VersionBehaviour
    readonly conditions: readonly Condition[]
    readonly taints: readonly Taint[]
  },
): NewObject {
  const capacity = {
    cpu: spec.cpu ?? '4',
    'ephemeral-storage': spec.ephemeralStorage ?? '100Gi',
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: spec.memory ?? '8Gi',
    pods: spec.pods ?? '110',
  }
  const status: NodeStatus = {
    capacity,
    allocatable: capacity,
    conditions: options.conditions,
    addresses: [
      { type: 'InternalIP', address: nodeIp(options.index) },
      { type: 'Hostname', address: spec.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      machineID: '',
      systemUUID: '',
      bootID: '',
      kernelVersion: '6.8.0-45-generic',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      containerRuntimeVersion: 'containerd://2.1.4',
      kubeletVersion: options.behaviour.gitVersion,
      kubeProxyVersion: '',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
  }
  const podCIDR = podCidr(options.index)
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: spec.name,
      labels: nodeLabels(spec, options.behaviour),
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(options.taints.length === 0 ? {} : { taints: options.taints }),
      ...(spec.unschedulable ? { unschedulable: true } : {}),
    },
    status,
  }
}

function nodeLabels(spec: MachineSpec, { platformLabels, controlPlaneRoles }: VersionBehaviour) {
  const platform = platformLabels.flatMap(prefix => [
    [`${prefix}arch`, 'amd64'],
    [`${prefix}os`, 'linux'],
  ])
  const roles = spec.controlPlane ? controlPlaneRoles.labels.map(role => [ROLE + role, '']) : []
  const own: Readonly<Record<string, string>> = Object.fromEntries([...platform, ...roles])
  return { ...own, [HOSTNAME_LABEL]: spec.name, ...spec.labels }
}

/** The taints that a machine registers with, apart from those that say how it is. */
export function registrationTaints(spec: MachineSpec, { controlPlaneRoles }: VersionBehaviour): readonly Taint[] {
  const roles = spec.controlPlane ? controlPlaneRoles.taints : []
  return [...roles.map(role => ({ key: ROLE + role, effect: 'NoSchedule' })), ...(spec.taints ?? [])]
}

/** 172.18.0.2 for the first machine (index 1), then on. */
export function nodeIp(index: number): string {
  const host = index + 1
  return `172.18.${host >> 8}.${host & 255}`
}

/** 10.244.1.0/24 for the first machine; from the 256th on the /16 networks above 10.128. */
function podCidr(index: number): string {
  return `${podNetwork(index)}.0/24`
}

/** The address of the machine's n-th pod (n from 0); after 253 they are used again. */
export function podIp(index: number, number: number): string {
  return `${podNetwork(index)}.${(number % 253) + 2}`
}

function podNetwork(index: number): string {
  const block = index >> 8
  return `10.${block === 0 ? 244 : 128 + block}.${index & 255}`
}
