/**
 * How the parts of a kind are merged by strategic merge patches: the `patchStrategy` and `patchMergeKey` tags of the API's
 * types. What is not mentioned merges field by field (maps) or is replaced as a whole (lists).
 */
export interface MergeSchema {
  readonly fields?: Readonly<Record<string, MergeSchema>>
  /** Lists only: elements are matched by this field; '' for lists of plain values, which are united. */
  readonly mergeKey?: string
  /** Fields that the patch does not name are dropped (unions such as a volume's source). */
  readonly retainKeys?: boolean
  /** Maps only: the patch's is put in the place of the old one. */
  readonly replace?: boolean
}

const NOTHING: MergeSchema = {}

const byKey = (mergeKey: string, fields: Readonly<Record<string, MergeSchema>> = {}): MergeSchema => ({
  mergeKey,
  fields,
})
const union: MergeSchema = { mergeKey: '' }
const struct = (fields: Readonly<Record<string, MergeSchema>>): MergeSchema => ({ fields })

const METADATA = struct({ ownerReferences: byKey('uid'), finalizers: union })

const CONTAINERS = byKey('name', {
  ports: byKey('containerPort'),
  env: byKey('name'),
  volumeMounts: byKey('mountPath'),
  volumeDevices: byKey('devicePath'),
})

// Models staging/src/k8s.io/api/core/v1/types.go PodSpec
const POD_SPEC = struct({
  volumes: { ...byKey('name'), retainKeys: true },
  initContainers: CONTAINERS,
  containers: CONTAINERS,
  ephemeralContainers: CONTAINERS,
  imagePullSecrets: byKey('name'),
  hostAliases: byKey('ip'),
  topologySpreadConstraints: byKey('topologyKey'),
  schedulingGates: byKey('name'),
  resourceClaims: { ...byKey('name'), retainKeys: true },
})

const POD_STATUS = struct({
  conditions: byKey('type'),
  hostIPs: byKey('ip'),
  podIPs: byKey('ip'),
  resourceClaimStatuses: { ...byKey('name'), retainKeys: true },
})

const TEMPLATE = struct({ metadata: METADATA, spec: POD_SPEC })
const CONDITIONS = struct({ conditions: byKey('type') })
const WORKLOAD = { spec: struct({ template: TEMPLATE }), status: CONDITIONS }

const KINDS: Readonly<Record<string, Readonly<Record<string, MergeSchema>>>> = {
  'v1/Pod': { spec: POD_SPEC, status: POD_STATUS },
  'v1/PodTemplate': { template: TEMPLATE },
  'v1/Node': {
    spec: struct({ podCIDRs: union }),
    status: struct({ conditions: byKey('type'), addresses: byKey('type') }),
  },
  'v1/Namespace': { status: CONDITIONS },
  'v1/Service': { spec: struct({ ports: byKey('port') }), status: CONDITIONS },
  'v1/ServiceAccount': { secrets: byKey('name') },
  'v1/ReplicationController': WORKLOAD,
  'v1/PersistentVolumeClaim': { status: CONDITIONS },
  'apps/v1/DaemonSet': WORKLOAD,
  'apps/v1/ReplicaSet': WORKLOAD,
  'apps/v1/StatefulSet': WORKLOAD,
  'apps/v1/Deployment': { ...WORKLOAD, spec: struct({ template: TEMPLATE, strategy: { retainKeys: true } }) },
  'batch/v1/Job': WORKLOAD,
  'batch/v1/CronJob': {
    spec: struct({ jobTemplate: struct({ metadata: METADATA, spec: struct({ template: TEMPLATE }) }) }),
  },
  'policy/v1/PodDisruptionBudget': { spec: struct({ selector: { replace: true } }), status: CONDITIONS },
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': { webhooks: byKey('name') },
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': { webhooks: byKey('name') },
}

/** Built-in groups have Go types, so strategic merge works for them; groups with another dot belong to custom resources. */
function isBuiltIn(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
  return !group.includes('.') || (group.endsWith('.k8s.io') && BUILT_IN_GROUPS.has(group))
}

const BUILT_IN_GROUPS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
])

const PLAIN_KIND = struct({ metadata: METADATA })
const schemas = new Map<string, MergeSchema>()

/** Undefined for custom resources, to which strategic merge patches cannot be applied. */
export function mergeSchemaOf(apiVersion: string, kind: string): MergeSchema | undefined {
  const name = `${apiVersion}/${kind}`
  const fields = KINDS[name]
  if (fields === undefined) return isBuiltIn(apiVersion) ? PLAIN_KIND : undefined
  let schema = schemas.get(name)
  if (schema === undefined) {
    schema = struct({ metadata: METADATA, ...fields })
    schemas.set(name, schema)
  }
  return schema
}

/** How the field is merged; what is not mentioned, field by field. */
export function fieldSchema(schema: MergeSchema, field: string): MergeSchema {
  return schema.fields?.[field] ?? NOTHING
}
