import type { Condition, KubeObject } from './object'
import type { ResourceList } from './pod'

export interface Node extends KubeObject {
  readonly spec: NodeSpec
  readonly status: NodeStatus
}

export interface NodeSpec {
  readonly taints?: readonly Taint[]
  readonly unschedulable?: boolean
  readonly podCIDR?: string
  readonly podCIDRs?: readonly string[]
  readonly providerID?: string
}

export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
  readonly timeAdded?: string
}

export interface NodeStatus {
  readonly capacity?: ResourceList
  readonly allocatable?: ResourceList
  readonly conditions?: readonly Condition[]
  readonly addresses?: readonly { readonly type: string; readonly address: string }[]
  readonly nodeInfo?: Readonly<Record<string, string>>
  readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[]
  readonly [field: string]: unknown
}
