import { type ApiClient, ApiError } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import { findObject } from '../../k8s/find-object'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject, NewObject } from '../../k8s/object'
import { compareStorageKeys } from '../../k8s/object-order'
import { withComponentStatuses } from './component-statuses'
import { fixedUid } from './fixed-uid'
import BUILT_IN from './new-cluster.generated.json'
import { withNewerEvents } from './newer-events'
import { selectionOf } from './selection'
import { renewTime, SERVER_LEASE, SERVICE_RANGE } from './servers-own'
import { withServiceAddresses } from './service-addresses'

type BuiltIn = NewObject & { readonly metadata: { readonly name: string; readonly namespace?: string } }

const RBAC = 'rbac.authorization.k8s.io'
const FLOW = 'flowcontrol.apiserver.k8s.io'
const RESOURCES: Readonly<Record<string, string>> = {
  ClusterRole: `clusterroles.${RBAC}`,
  ClusterRoleBinding: `clusterrolebindings.${RBAC}`,
  Role: `roles.${RBAC}`,
  RoleBinding: `rolebindings.${RBAC}`,
  FlowSchema: `flowschemas.${FLOW}`,
  PriorityLevelConfiguration: `prioritylevelconfigurations.${FLOW}`,
  APIService: 'apiservices.apiregistration.k8s.io',
  Lease: 'leases.coordination.k8s.io',
  ServiceCIDR: 'servicecidrs.networking.k8s.io',
}

/** By resource, and by namespace and name. */
const BY_RESOURCE = new Map<string, Map<string, BuiltIn>>()
for (const object of [...BUILT_IN, SERVER_LEASE, SERVICE_RANGE] as unknown as readonly BuiltIn[]) {
  const resource = RESOURCES[object.kind] ?? ''
  const own = BY_RESOURCE.get(resource) ?? new Map<string, BuiltIn>()
  BY_RESOURCE.set(resource, own.set(keyOf(object.metadata.namespace, object.metadata.name), object))
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}

/**
 * The client of somebody who looks at what every cluster has from its beginning and nothing here acts upon: roles and their
 * bindings, flow schemas, API services, the server's lease, the range of addresses. They are not stored until somebody changes
 * one, so that a new cluster costs nothing. `now`: virtual milliseconds.
 */
export function withBuiltInObjects(plain: ApiClient, now: () => number): ApiClient {
  const client = withServiceAddresses(withComponentStatuses(withNewerEvents(plain)))
  /** Those that somebody has deleted. */
  const removed = new Set<string>()
  /** The object, as long as nobody has changed or deleted it. */
  const unchanged = (resource: string, namespace: string | undefined, name: string): BuiltIn | undefined => {
    const found = BY_RESOURCE.get(resource)?.get(keyOf(namespace, name))
    if (found === undefined || removed.has(`${resource}/${keyOf(namespace, name)}`)) return undefined
    return isStored(client, resource, namespace, name) ? undefined : found
  }
  /** What is to be changed is stored first. */
  const store = (resource: string, namespace: string | undefined, name: string) => {
    const found = unchanged(resource, namespace, name)
    if (found !== undefined) client.create(resource, found)
  }
  return delegatingTo(client, {
    get(resource, namespace, name) {
      const found = unchanged(resource, namespace, name)
      return found === undefined ? client.get(resource, namespace, name) : asStored(client, found, now())
    },
    list(resource, options = {}) {
      const stored = client.list(resource, options)
      const own = BY_RESOURCE.get(resource)
      if (own === undefined) return stored
      const wanted = selectionOf(resource, options)
      const others = [...own.values()]
        .filter(({ metadata: { namespace, name } }) => unchanged(resource, namespace, name) !== undefined)
        .map(object => asStored(client, object, now()))
        .filter(wanted)
      return [...stored, ...others].sort(compareStorageKeys)
    },
    create(resource, object, options) {
      const { namespace, name = '' } = object.metadata
      if (unchanged(resource, namespace, name) !== undefined) throw alreadyThere(resource, name)
      return client.create(resource, object, options)
    },
    update(resource, object, options) {
      store(resource, object.metadata.namespace, object.metadata.name ?? '')
      return client.update(resource, object, options)
    },
    patch(resource, namespace, name, ...rest) {
      store(resource, namespace, name)
      return client.patch(resource, namespace, name, ...rest)
    },
    delete(resource, namespace, name, options) {
      store(resource, namespace, name)
      const gone = client.delete(resource, namespace, name, options)
      if (BY_RESOURCE.has(resource) && options?.dryRun !== true) removed.add(`${resource}/${keyOf(namespace, name)}`)
      return gone
    },
  })
}

function alreadyThere(resource: string, name: string): ApiError {
  return new ApiError({ code: 409, reason: 'AlreadyExists', message: `${resource} ${goQuote(name)} already exists` })
}

function isStored(client: ApiClient, resource: string, namespace: string | undefined, name: string): boolean {
  return findObject(client, resource, namespace, name) !== undefined
}

/** With what the server adds: they were made when the cluster began. */
function asStored(client: ApiClient, object: BuiltIn, now: number): KubeObject {
  const { kind, metadata, status } = object as BuiltIn & {
    readonly status?: { readonly conditions?: readonly object[] }
  }
  const { creationTimestamp } = client.get('namespaces', undefined, 'default').metadata
  const uid = fixedUid(`${kind} ${keyOf(metadata.namespace, metadata.name)}`)
  const conditions = status?.conditions?.map(condition => ({ lastTransitionTime: creationTimestamp, ...condition }))
  return {
    ...object,
    metadata: { ...metadata, uid, resourceVersion: '1', creationTimestamp },
    ...(conditions === undefined ? {} : { status: { ...status, conditions } }),
    ...(kind === 'Lease' ? { spec: { ...(object.spec as object), renewTime: renewTime(now) } } : {}),
  } as KubeObject
}
