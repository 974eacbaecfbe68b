/** Labels, annotations and taints that several components know by name. */
// Models staging/src/k8s.io/api/core/v1/well_known_labels.go, well_known_taints.go and apps/v1/types.go

export const HOSTNAME_LABEL = 'kubernetes.io/hostname'
export const ZONE_LABEL = 'topology.kubernetes.io/zone'

/** On Pods of a DaemonSet and on its ControllerRevisions: which revision they are. */
export const REVISION_HASH_LABEL = 'controller-revision-hash'
/** On ReplicaSets of a Deployment and on their Pods: which template they were made from. */
export const TEMPLATE_HASH_LABEL = 'pod-template-hash'
export const TEMPLATE_GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation'
export const DEPLOYMENT_REVISION_ANNOTATION = 'deployment.kubernetes.io/revision'
/** What `kubectl apply` was last given, as JSON. */
export const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration'

export const NOT_READY_TAINT = 'node.kubernetes.io/not-ready'
export const UNREACHABLE_TAINT = 'node.kubernetes.io/unreachable'
export const UNSCHEDULABLE_TAINT = 'node.kubernetes.io/unschedulable'
export const MEMORY_PRESSURE_TAINT = 'node.kubernetes.io/memory-pressure'

/** The finalizer that keeps a kind of object as long as something uses it. */
// Models pkg/volume/util/finalizer.go
export const PROTECTED: Readonly<Record<string, string>> = {
  persistentvolumeclaims: 'kubernetes.io/pvc-protection',
  persistentvolumes: 'kubernetes.io/pv-protection',
}
