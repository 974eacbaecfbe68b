import type { Taint } from '../k8s/node'

/** The versions that a scenario can ask for, newest first. */
export const KUBERNETES_VERSIONS = ['1.36', '1.30', '1.21', '1.11'] as const
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number]

export const DEFAULT_VERSION: KubernetesVersion = '1.36'

/**
 * Decisions that differ between versions, by name. Components read them once, when they start. What each version decided, and
 * the change upstream that brought it, is in `versions/`: one file a version, each overriding the next newer one.
 */
export interface VersionBehaviour {
  readonly version: KubernetesVersion
  /** What `kubectl version` and a node's kubeletVersion say: the last patch release. */
  readonly gitVersion: string

  /**
   * Who puts daemon pods on their nodes: the default scheduler, led by an affinity to the node's name, or the DaemonSet
   * controller itself, which then also looks for room: where there is none, there is no pod.
   */
  readonly placesDaemonPods: 'scheduler' | 'daemonset-controller'
  /** The taints that daemon pods tolerate by themselves, under node.kubernetes.io/; one more with the host's network. */
  readonly automaticTolerations: readonly { readonly key: string; readonly effect: string }[]
  /**
   * Which nodes use up the budget of a rollout with maxUnavailable: every node without an available pod; the same, but not
   * those whose old pod is unavailable; or only nodes that should run a pod.
   */
  readonly unavailableInRollout: 'every-node' | 'all-but-old-pods' | 'wanted-nodes'
  /** Whether a pod that has ended, is deleted, and is only held back by a finalizer still takes its node. */
  readonly endedPodHoldsNode: boolean
  /** Whether a daemon pod that has succeeded is deleted, so that a new one can be made. */
  readonly replacesSucceededPods: boolean
  /** Whether a failed pod waits, 1 s up to 15 min, before it is deleted when others failed on its node before. */
  readonly backsOffFailedPods: boolean
  /** Whether a sync that deletes a failed pod stops there: no rollout and no new status until the next one. */
  readonly stopsAtFailedPods: boolean
  /** Whether the status is written even when something else in the same sync was refused. */
  readonly countsAfterRefusal: boolean
  /**
   * When a changed node wakes the DaemonSet controller. `work-to-do`: a pod must be made or deleted there, or the status
   * counts misscheduled pods. `changed-verdict`: the answer to "should it run, may it stay" is another than before.
   */
  readonly nodeChangeWakes: 'work-to-do' | 'changed-verdict'
  /** Whether a sync of a DaemonSet is put off until the controller has seen its own last writes. */
  readonly waitsForOwnWrites: boolean
  /** Whether a Job is marked as ended only when its last pod has stopped; until then the verdict has a condition of its own. */
  readonly delaysEndOfJobs: boolean

  /** Whether FailedScheduling also counts the nodes that the pod's own affinity leaves out. */
  readonly countsExcludedNodes: boolean
  /** Whether a node that is too small even when empty is passed over by preemption. */
  readonly sparesTooSmallNodes: boolean
  /** Whether the plugin for device claims is asked, and speaks, before preemption. */
  readonly asksDeviceClaims: boolean
  /** Whether preemption deletes, and speaks of, victims that are being deleted already. */
  readonly evictsTerminatingVictims: boolean
  /** What FailedScheduling says of a node because of the first taint that the pod does not tolerate. */
  readonly taintReason: (taint: Taint) => string
  /**
   * Which events let an unschedulable pod be tried again. `hints`: those after which a plugin that turned it down might
   * change its mind. `resource-kinds`: any of a kind that such a plugin registered for, if it comes from a node that would
   * take the pod.
   */
  readonly retriesUnschedulable: 'hints' | 'resource-kinds'
  /** Whether a pod need not wait out its pause after a failed attempt when the scheduler has nothing else to do. */
  readonly cutsBackoffShort: boolean

  /** Whether the scheduler looks only at nodes that the pod's affinity names; otherwise each is judged like any other. */
  readonly searchesNamedNodesOnly: boolean
  /** What FailedScheduling says of a node that the pod's selector or affinity does not match. */
  readonly affinityReason: string
  /** Whether FailedScheduling also tells what preemption could do. */
  readonly speaksOfPreemption: boolean

  /** What the server makes of a DaemonSet's maxSurge: served, set to 0 because its gate is off, or not known and dropped. */
  readonly maxSurge: 'served' | 'off' | 'unknown'
  /** Whether workloads may be written in extensions/v1beta1, apps/v1beta1 and apps/v1beta2. */
  readonly servesOlderWorkloads: boolean
  /** Whether labels of a namespace (`pod-security.kubernetes.io/…`) restrict its pods. */
  readonly podSecurityLevels: boolean
  /** Whether Deployments and ReplicaSets count their terminating pods in `status.terminatingReplicas`. */
  readonly countsTerminatingReplicas: boolean
  /** How many replicas a ReplicaSet gets, as the Deployment's events say it. `from` is missing when it is new. */
  readonly scaleText: (to: number, from?: number) => string
  /** Whether `metadata.generation` of a pod counts the changes of its specification. */
  readonly countsPodChanges: boolean
  /** Whether AppArmor profiles that annotations of a new pod name are copied into its containers. */
  readonly copiesAppArmor: boolean
  /** Whether matchLabelKeys and mismatchLabelKeys of a new pod become part of its selectors. */
  readonly mergesLabelKeys: boolean
  readonly systemNamespaces: readonly string[]

  /** Whether a node's conditions become NoSchedule taints; before, schedulers looked at the conditions themselves. */
  readonly taintsNodesByCondition: boolean
  /**
   * How pods leave a lost node: NoExecute taints, which each tolerates as long as it says; or the node controller deletes
   * them, but not those of DaemonSets, five minutes after.
   */
  readonly evictsBy: 'taints' | 'node-controller'
  /** When a node that falls silent gets its NoExecute taint: in the round that notices it, or one monitor period later. */
  readonly taintsSilentNodes: 'same-round' | 'next-round'
  /** Whether pods that are evicted, preempted or orphaned get the condition DisruptionTarget and, as orphans, phase Failed. */
  readonly marksDisruptedPods: boolean
  /** When a pod that its kubelet evicts has failed: at once, and its status says nothing else; or as its containers ended. */
  readonly evictedPodsFail: 'at-once' | 'as-they-ended'
  /** Whether a pod that gets a node is no longer nominated for one. */
  readonly clearsNomination: boolean
  /** Whether the API server notes when old tokens of service accounts were last used. */
  readonly tracksLegacyTokens: boolean
  /** What kubeadm puts on control planes, after `node-role.kubernetes.io/`. */
  readonly controlPlaneRoles: { readonly labels: readonly string[]; readonly taints: readonly string[] }
  /** Labels with the machine's operating system and architecture: the prefixes before `os` and `arch`. */
  readonly platformLabels: readonly string[]
  /** How long a node may be silent before it is marked Unknown. Milliseconds. */
  readonly nodeMonitorGracePeriod: number

  /** Of kustomize in kubectl; undefined where `kubectl version` does not tell. */
  readonly kustomizeVersion: string | undefined
  /** Whether `kubectl version` prints all fields in one line, as Go writes a struct. */
  readonly printsVersionStruct: boolean
  /** Whether `kubectl rollout undo` warns about objects that `kubectl apply` manages. */
  readonly warnsOfUndoAfterApply: boolean
}
