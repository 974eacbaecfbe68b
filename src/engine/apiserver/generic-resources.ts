import type { ResourceType } from '../../k8s/resources'

function generic(
  group: string,
  version: string,
  kind: string,
  plural: string,
  namespaced: boolean,
  shortNames: readonly string[] = [],
): ResourceType {
  return { group, version, kind, plural, singular: kind.toLowerCase(), shortNames, namespaced, categories: [] }
}

const RBAC = 'rbac.authorization.k8s.io'
const ADMISSION = 'admissionregistration.k8s.io'

/** Kinds that real manifests carry and that nothing here acts upon: they are kept and listed. */
export const GENERIC_RESOURCES: readonly ResourceType[] = [
  generic(ADMISSION, 'v1', 'MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', false),
  generic(ADMISSION, 'v1', 'ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', false),
  generic(ADMISSION, 'v1', 'ValidatingAdmissionPolicy', 'validatingadmissionpolicies', false),
  generic(ADMISSION, 'v1', 'ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', false),
  generic('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', false, [
    'crd',
    'crds',
  ]),
  generic('apiregistration.k8s.io', 'v1', 'APIService', 'apiservices', false),
  generic('autoscaling', 'v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', true, ['hpa']),
  generic('certificates.k8s.io', 'v1', 'CertificateSigningRequest', 'certificatesigningrequests', false, ['csr']),
  generic('networking.k8s.io', 'v1', 'Ingress', 'ingresses', true, ['ing']),
  generic('networking.k8s.io', 'v1', 'IngressClass', 'ingressclasses', false),
  generic('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies', true, ['netpol']),
  generic('node.k8s.io', 'v1', 'RuntimeClass', 'runtimeclasses', false),
  generic(RBAC, 'v1', 'ClusterRole', 'clusterroles', false),
  generic(RBAC, 'v1', 'ClusterRoleBinding', 'clusterrolebindings', false),
  generic(RBAC, 'v1', 'Role', 'roles', true),
  generic(RBAC, 'v1', 'RoleBinding', 'rolebindings', true),
  generic('storage.k8s.io', 'v1', 'CSIDriver', 'csidrivers', false),
  generic('storage.k8s.io', 'v1', 'CSINode', 'csinodes', false),
  generic('storage.k8s.io', 'v1', 'StorageClass', 'storageclasses', false, ['sc']),
  generic('storage.k8s.io', 'v1', 'VolumeAttachment', 'volumeattachments', false),
]
