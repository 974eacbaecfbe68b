import type { VersionBehaviour } from '../version-behaviour'
import { V1_21 } from './v1-21'

/** Kubernetes 1.11: what changed up to 1.21 is taken back. */
export const V1_11: VersionBehaviour = {
  ...V1_21,
  version: '1.11',
  gitVersion: 'v1.11.10',

  // ScheduleDaemonSetPods, KEP-548: alpha and off in 1.11, on by default from 1.12.
  placesDaemonPods: 'daemonset-controller',
  // All but pid-pressure, which came with kubernetes/kubernetes#67036 (1.14).
  automaticTolerations: V1_21.automaticTolerations.filter(({ key }) => key !== 'pid-pressure'),
  // Before the rewrite for surge, kubernetes/kubernetes#96441 (1.21).
  unavailableInRollout: 'wanted-nodes',
  // Until kubernetes/kubernetes#65309 (1.12).
  backsOffFailedPods: false,
  // Until kubernetes/kubernetes#78170 (1.15).
  stopsAtFailedPods: true,

  // Until kubernetes/kubernetes#87086 asked for more in 1.18.
  taintReason: () => "node(s) had taints that the pod didn't tolerate",
  affinityReason: "node(s) didn't match node selector",

  // Not there before KEP-1591 (1.21).
  maxSurge: 'unknown',
  // Until kubernetes/kubernetes#70672 (1.16).
  servesOlderWorkloads: true,
  // The leases of nodes came with KEP-589 (alpha 1.13, on from 1.14).
  systemNamespaces: ['default', 'kube-system', 'kube-public'],

  // TaintNodesByCondition, KEP-382: alpha and off in 1.11, on by default from 1.12.
  taintsNodesByCondition: false,
  // TaintBasedEvictions, KEP-166: alpha and off in 1.11, on by default from 1.13.
  evictsBy: 'node-controller',
  // kubeadm before KEP-2067 (1.20).
  controlPlaneRoles: { labels: ['master'], taints: ['master'] },
  // `kubernetes.io/os` and `kubernetes.io/arch` came with KEP-793 (1.14).
  platformLabels: ['beta.kubernetes.io/'],
}
