import type { VersionBehaviour } from '../version-behaviour'
import { V1_30 } from './v1-30'

/** Kubernetes 1.21: what changed up to 1.30 is taken back. */
export const V1_21: VersionBehaviour = {
  ...V1_30,
  version: '1.21',
  gitVersion: 'v1.21.14',

  // The rewrite for surge (kubernetes/kubernetes#96441, 1.21) forgot them; kubernetes/kubernetes#123233 (1.31 and the last
  // patch releases of 1.30) counts them again.
  unavailableInRollout: 'all-but-old-pods',
  // Until kubernetes/kubernetes#118716 (1.28).
  endedPodHoldsNode: true,
  // Until kubernetes/kubernetes#117073 (1.27): kubelets of 1.27 began to end daemon pods for good.
  replacesSucceededPods: false,
  // Until kubernetes/kubernetes#112127 and #113787 (1.27 and patch releases of 1.25 and 1.26).
  countsAfterRefusal: false,

  // Until kubernetes/kubernetes#101142, of a later release.
  scaleText: to => `to ${to}`,
  // Until kubernetes/kubernetes#108648 (1.24).
  searchesNamedNodesOnly: false,
  // Until kubernetes/kubernetes#107775 (1.24).
  speaksOfPreemption: false,
  taintReason: ({ key, value = '' }) => `node(s) had taint {${key}: ${value}}, that the pod didn't tolerate`,

  // KEP-1591: alpha and off in 1.21, on by default from 1.22.
  maxSurge: 'off',
  // Until KEP-2579: on by default from 1.23.
  podSecurityLevels: false,
  // Until KEP-24 gave AppArmor fields (1.30).
  copiesAppArmor: false,

  // Until KEP-3329: on by default from 1.26.
  marksDisruptedPods: false,
  // Until kubernetes/kubernetes#102344 (1.22), since when a pod ends only when its containers have.
  evictedPodsFail: 'at-once',
  // Until KEP-2799 (alpha 1.25, on from 1.26).
  tracksLegacyTokens: false,
  // kubeadm, KEP-2067: both labels from 1.20 to 1.23, both taints in 1.24 only.
  controlPlaneRoles: { labels: ['control-plane', 'master'], taints: ['master'] },

  // Until kubectl 1.24.
  kustomizeVersion: undefined,
  // Until kubectl 1.28.
  printsVersionStruct: true,
}
