import type { AccessRule } from './access-rules'

/** What every cluster has from its beginning, as far as people bind it. It is not among the stored roles. */
// Models plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go

const READ = ['get', 'list', 'watch']
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update']

const NAMESPACED: readonly (readonly [string, readonly string[]])[] = [
  [
    '',
    [
      'configmaps',
      'endpoints',
      'persistentvolumeclaims',
      'pods',
      'replicationcontrollers',
      'serviceaccounts',
      'services',
    ],
  ],
  ['apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
]

const over = (verbs: readonly string[]): readonly AccessRule[] =>
  NAMESPACED.map(([group, resources]) => ({ verbs, apiGroups: [group], resources }))

const VIEW: readonly AccessRule[] = [
  ...over(READ),
  {
    verbs: READ,
    apiGroups: [''],
    resources: ['events', 'limitranges', 'namespaces', 'pods/log', 'pods/status', 'resourcequotas'],
  },
  { verbs: READ, apiGroups: ['apps'], resources: ['controllerrevisions'] },
  { verbs: READ, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
]

const EDIT: readonly AccessRule[] = [
  ...VIEW,
  ...over(WRITE),
  { verbs: [...READ, ...WRITE], apiGroups: [''], resources: ['secrets'] },
  { verbs: ['create'], apiGroups: [''], resources: ['pods/attach', 'pods/eviction', 'pods/exec', 'pods/portforward'] },
]

export const BUILT_IN_ROLES: Readonly<Record<string, readonly AccessRule[]>> = {
  'cluster-admin': [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ],
  admin: [
    ...EDIT,
    { verbs: [...READ, ...WRITE], apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings', 'roles'] },
  ],
  edit: EDIT,
  view: VIEW,
}

const creates = (group: string, resource: string): AccessRule => ({
  verbs: ['create'],
  apiGroups: [group],
  resources: [resource],
})
const reads = (...nonResourceURLs: readonly string[]): AccessRule => ({ verbs: ['get'], nonResourceURLs })

/** What anybody may do who is known: ask about themselves, and see what the server has. */
export const EVERYBODYS_RULES: readonly AccessRule[] = [
  creates('authentication.k8s.io', 'selfsubjectreviews'),
  creates('authorization.k8s.io', 'selfsubjectaccessreviews'),
  creates('authorization.k8s.io', 'selfsubjectrulesreviews'),
  reads(
    '/api',
    '/api/*',
    '/apis',
    '/apis/*',
    '/healthz',
    '/livez',
    '/openapi',
    '/openapi/*',
    '/readyz',
    '/version',
    '/version/',
  ),
  reads('/healthz', '/livez', '/readyz', '/version', '/version/'),
]

/** What Pods may besides. */
export const SERVICE_ACCOUNT_RULES: readonly AccessRule[] = [
  reads(
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/',
    '/openid/v1/jwks',
    '/openid/v1/jwks/',
  ),
]
