import type { VersionBehaviour } from '../version-behaviour'
import { V1_36 } from './v1-36'

/** Kubernetes 1.30: what later releases changed is taken back. */
export const V1_30: VersionBehaviour = {
  ...V1_36,
  version: '1.30',
  gitVersion: 'v1.30.14',

  // Until kubernetes/kubernetes#130514 (1.33), which gave node events a queue of their own.
  nodeChangeWakes: 'changed-verdict',
  // Until KEP-5647, kubernetes/kubernetes#134937 (1.36).
  waitsForOwnWrites: false,
  // Until kubernetes/kubernetes#125510 (1.31).
  delaysEndOfJobs: false,

  // Until kubernetes/kubernetes#126022 (1.32), which gave all nodes that were not looked at one status with a text.
  countsExcludedNodes: false,
  // Until kubernetes/kubernetes#131345 (1.34).
  sparesTooSmallNodes: false,
  // Until dynamic resource allocation was on by default: KEP-4381 (1.34).
  asksDeviceClaims: false,
  // Until preemption ran beside the scheduling: KEP-4832 (alpha 1.32, on from 1.33).
  evictsTerminatingVictims: true,
  // Until kubernetes/kubernetes#134740 (1.35 and patch releases of 1.34), because pod statuses showed others' taints.
  taintReason: ({ key, value = '' }) => `node(s) had untolerated taint {${key}: ${value}}`,
  // Until queueing hints were on by default: KEP-4247 (1.32).
  retriesUnschedulable: 'resource-kinds',
  // Until KEP-5278 (alpha 1.34, on from 1.35).
  clearsNomination: false,
  // Until KEP-5142 (1.33).
  cutsBackoffShort: false,

  // Until KEP-3973 (alpha 1.33, on from 1.35).
  countsTerminatingReplicas: false,
  // Until kubernetes/kubernetes#125118 (1.32).
  scaleText: (to, from) => (from === undefined ? `to ${to}` : `to ${to} from ${from}`),
  // Until KEP-5067 (alpha 1.33, on from 1.34).
  countsPodChanges: false,
  // Until KEP-3633 (affinity; alpha 1.29, on from 1.31) and KEP-3243 (topology spread, where the scheduler did it before 1.34).
  mergesLabelKeys: false,

  // kubernetes/kubernetes#120815 tells of the delay, which a later release took away.
  taintsSilentNodes: 'next-round',
  // Until kubernetes/kubernetes#126287 (1.32).
  nodeMonitorGracePeriod: 40_000,

  kustomizeVersion: 'v5.0.4-0.20230601165947-6ce0bf390ce3',
  // Until kubectl 1.36.
  warnsOfUndoAfterApply: false,
}
