import type { VersionBehaviour } from '../version-behaviour'

/** Kubernetes 1.36: what everything here follows unless a scenario asks for an older version. */
export const V1_36: VersionBehaviour = {
  version: '1.36',
  gitVersion: 'v1.36.3',

  placesDaemonPods: 'scheduler',
  automaticTolerations: [
    { key: 'not-ready', effect: 'NoExecute' },
    { key: 'unreachable', effect: 'NoExecute' },
    { key: 'disk-pressure', effect: 'NoSchedule' },
    { key: 'memory-pressure', effect: 'NoSchedule' },
    { key: 'pid-pressure', effect: 'NoSchedule' },
    { key: 'unschedulable', effect: 'NoSchedule' },
  ],
  unavailableInRollout: 'every-node',
  endedPodHoldsNode: false,
  replacesSucceededPods: true,
  backsOffFailedPods: true,
  stopsAtFailedPods: false,
  countsAfterRefusal: true,
  nodeChangeWakes: 'work-to-do',
  waitsForOwnWrites: true,
  delaysEndOfJobs: true,

  countsExcludedNodes: true,
  sparesTooSmallNodes: true,
  asksDeviceClaims: true,
  evictsTerminatingVictims: false,
  taintReason: () => 'node(s) had untolerated taint(s)',
  retriesUnschedulable: 'hints',
  cutsBackoffShort: true,

  searchesNamedNodesOnly: true,
  affinityReason: "node(s) didn't match Pod's node affinity/selector",
  speaksOfPreemption: true,

  maxSurge: 'served',
  servesOlderWorkloads: false,
  podSecurityLevels: true,
  countsTerminatingReplicas: true,
  scaleText: (to, from = 0) => `from ${from} to ${to}`,
  countsPodChanges: true,
  copiesAppArmor: true,
  mergesLabelKeys: true,
  systemNamespaces: ['default', 'kube-system', 'kube-public', 'kube-node-lease'],

  taintsNodesByCondition: true,
  evictsBy: 'taints',
  taintsSilentNodes: 'same-round',
  marksDisruptedPods: true,
  evictedPodsFail: 'as-they-ended',
  clearsNomination: true,
  tracksLegacyTokens: true,
  controlPlaneRoles: { labels: ['control-plane'], taints: ['control-plane'] },
  platformLabels: ['beta.kubernetes.io/', 'kubernetes.io/'],
  nodeMonitorGracePeriod: 50_000,

  kustomizeVersion: 'v5.8.1',
  printsVersionStruct: false,
  warnsOfUndoAfterApply: true,
}
