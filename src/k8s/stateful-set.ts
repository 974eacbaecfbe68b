import type { Condition, KubeObject, ObjectMeta } from './object'
import type { PodTemplate } from './pod'
import type { LabelSelector } from './selector'

/** On each Pod of a StatefulSet: its own name, and its number. */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'

// Models staging/src/k8s.io/api/apps/v1/types.go StatefulSet
export interface StatefulSet extends KubeObject {
  readonly spec: StatefulSetSpec
  readonly status: StatefulSetStatus
}

export interface StatefulSetSpec {
  readonly replicas: number
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly volumeClaimTemplates?: readonly ClaimTemplate[]
  readonly serviceName?: string
  readonly podManagementPolicy?: string
  readonly updateStrategy: { readonly type: string; readonly rollingUpdate?: { readonly partition?: number } }
  readonly revisionHistoryLimit?: number
  readonly minReadySeconds?: number
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string }
  readonly ordinals?: { readonly start: number }
}

export interface ClaimTemplate {
  readonly metadata: Partial<ObjectMeta>
  readonly spec?: unknown
}

export interface StatefulSetStatus {
  readonly replicas: number
  readonly availableReplicas: number
  readonly readyReplicas?: number
  readonly currentReplicas?: number
  readonly updatedReplicas?: number
  readonly observedGeneration?: number
  readonly currentRevision?: string
  readonly updateRevision?: string
  readonly collisionCount?: number
  readonly conditions?: readonly Condition[]
}
