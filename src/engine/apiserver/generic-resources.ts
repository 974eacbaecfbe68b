import type { ResourceType } from '../../k8s/resources'

type Options = Partial<Pick<ResourceType, 'shortNames' | 'categories' | 'verbs' | 'olderVersions' | 'deprecation'>>

/** Kinds of one group, as `[kind, plural, options]`. */
type GroupOf = readonly (readonly [kind: string, plural: string, options?: Options])[]

function group(name: string, version: string, namespaced: boolean, kinds: GroupOf): ResourceType[] {
  return kinds.map(([kind, plural, options]) => ({
    group: name,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    namespaced,
    categories: [],
    ...options,
  }))
}

const RBAC = 'rbac.authorization.k8s.io'
const EXTENSION: Options = { categories: ['api-extensions'] }
const CREATE_ONLY: Options = { verbs: ['create'] }

/** Kinds that real manifests carry and that nothing here acts upon: they are kept and listed. */
export const GENERIC_RESOURCES: readonly ResourceType[] = [
  ...group('', 'v1', true, [['Binding', 'bindings', CREATE_ONLY]]),
  ...group('', 'v1', false, [
    [
      'ComponentStatus',
      'componentstatuses',
      { shortNames: ['cs'], verbs: ['get', 'list'], deprecation: 'v1 ComponentStatus is deprecated in v1.19+' },
    ],
  ]),
  ...group('admissionregistration.k8s.io', 'v1', false, [
    ['MutatingAdmissionPolicy', 'mutatingadmissionpolicies', EXTENSION],
    ['MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings', EXTENSION],
    ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', EXTENSION],
    ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies', EXTENSION],
    ['ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', EXTENSION],
    ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', EXTENSION],
  ]),
  ...group('apiextensions.k8s.io', 'v1', false, [
    ['CustomResourceDefinition', 'customresourcedefinitions', { ...EXTENSION, shortNames: ['crd', 'crds'] }],
  ]),
  ...group('apiregistration.k8s.io', 'v1', false, [['APIService', 'apiservices', EXTENSION]]),
  ...group('authentication.k8s.io', 'v1', false, [
    ['SelfSubjectReview', 'selfsubjectreviews', CREATE_ONLY],
    ['TokenReview', 'tokenreviews', CREATE_ONLY],
  ]),
  ...group('authorization.k8s.io', 'v1', true, [
    ['LocalSubjectAccessReview', 'localsubjectaccessreviews', CREATE_ONLY],
  ]),
  ...group('authorization.k8s.io', 'v1', false, [
    ['SelfSubjectAccessReview', 'selfsubjectaccessreviews', CREATE_ONLY],
    ['SelfSubjectRulesReview', 'selfsubjectrulesreviews', CREATE_ONLY],
    ['SubjectAccessReview', 'subjectaccessreviews', CREATE_ONLY],
  ]),
  ...group('autoscaling', 'v2', true, [
    [
      'HorizontalPodAutoscaler',
      'horizontalpodautoscalers',
      { shortNames: ['hpa'], categories: ['all'], olderVersions: ['v1'] },
    ],
  ]),
  ...group('certificates.k8s.io', 'v1', false, [
    ['CertificateSigningRequest', 'certificatesigningrequests', { shortNames: ['csr'] }],
  ]),
  ...group('events.k8s.io', 'v1', true, [['Event', 'events', { shortNames: ['ev'] }]]),
  ...group('flowcontrol.apiserver.k8s.io', 'v1', false, [
    ['FlowSchema', 'flowschemas'],
    ['PriorityLevelConfiguration', 'prioritylevelconfigurations'],
  ]),
  ...group('networking.k8s.io', 'v1', true, [
    ['Ingress', 'ingresses', { shortNames: ['ing'] }],
    ['NetworkPolicy', 'networkpolicies', { shortNames: ['netpol'] }],
  ]),
  ...group('networking.k8s.io', 'v1', false, [
    ['IngressClass', 'ingressclasses'],
    ['IPAddress', 'ipaddresses', { shortNames: ['ip'] }],
    ['ServiceCIDR', 'servicecidrs'],
  ]),
  ...group('node.k8s.io', 'v1', false, [['RuntimeClass', 'runtimeclasses']]),
  ...group(RBAC, 'v1', false, [
    ['ClusterRole', 'clusterroles'],
    ['ClusterRoleBinding', 'clusterrolebindings'],
  ]),
  ...group(RBAC, 'v1', true, [
    ['Role', 'roles'],
    ['RoleBinding', 'rolebindings'],
  ]),
  ...group('resource.k8s.io', 'v1', false, [
    ['DeviceClass', 'deviceclasses'],
    ['ResourceSlice', 'resourceslices'],
  ]),
  ...group('resource.k8s.io', 'v1', true, [
    ['ResourceClaim', 'resourceclaims'],
    ['ResourceClaimTemplate', 'resourceclaimtemplates'],
  ]),
  ...group('storage.k8s.io', 'v1', true, [['CSIStorageCapacity', 'csistoragecapacities']]),
  ...group('storage.k8s.io', 'v1', false, [
    ['CSIDriver', 'csidrivers'],
    ['CSINode', 'csinodes'],
    ['StorageClass', 'storageclasses', { shortNames: ['sc'] }],
    ['VolumeAttachment', 'volumeattachments'],
    ['VolumeAttributesClass', 'volumeattributesclasses', { shortNames: ['vac'] }],
  ]),
]
