import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { resourceNameOf } from '../../k8s/resources'
import type { Kernel } from '../kernel/kernel'
import type { Random } from '../kernel/random'
import type { VersionBehaviour } from '../version-behaviour'
import type { KeptOwners } from './field-ownership/kept-owners'
import type { ObjectChecks } from './object-checks'
import type { ObjectStore, Write } from './object-store'
import type { ResourceRegistry } from './resource-registry'
import { noSuchResource } from './status-errors'
import { type Strategy, strategyOf } from './strategy'

/** What all requests share. */
export interface ServerContext {
  readonly behaviour: VersionBehaviour
  readonly kernel: Kernel
  readonly store: ObjectStore
  readonly random: Random
  readonly registry: ResourceRegistry
  /** Given at the start, or before somebody from outside sends the first request. */
  checks: ObjectChecks | undefined
  /** Who owns the fields of stored objects, as far as that is kept: see field-ownership/track-owners.ts. */
  readonly owners: KeptOwners
  readonly nextUid: () => string
}

/** One call of a client, and what it is going to write: all of it together, or nothing. */
export interface Request {
  readonly type: ResourceType
  /** As in the store: `daemonsets.apps`. */
  readonly resource: string
  readonly strategy: Strategy
  readonly behaviour: VersionBehaviour
  readonly user: string
  readonly because: string | undefined
  readonly dryRun: boolean
  /** What the client will be warned of. */
  readonly warnings: string[]
  /** Writes to other objects that go with this one, such as the use of a quota. */
  readonly writes: Write[]
}

/** Throws ApiError for a resource that is not served. */
export function resourceType(server: ServerContext, resource: string): ResourceType {
  const type = server.registry.get(resource)
  if (type === undefined) throw noSuchResource()
  return type
}

/** Begins a call of `user`: what the steps of a write ask for again and again. */
export function openRequest(
  server: ServerContext,
  resource: string,
  user: string,
  options: { readonly because?: string; readonly dryRun?: boolean },
  warnings: string[],
): Request {
  const type = resourceType(server, resource)
  return {
    type,
    resource: resourceNameOf(type),
    behaviour: server.behaviour,
    strategy: strategyOf(resource, server.behaviour, type.custom),
    user,
    because: options.because,
    dryRun: options.dryRun === true,
    warnings,
    writes: [],
  }
}

/** The store's key: cluster-scoped kinds have no namespace, others are in `default` unless they say otherwise. */
export function keyOf(type: ResourceType, namespace: string | undefined, name: string): string {
  return type.namespaced ? `${namespace ?? 'default'}/${name}` : name
}

/** Writes `to` in place of `from` together with what else the request gathered. A dry run writes nothing. */
export function commit(
  server: ServerContext,
  request: Request,
  from: KubeObject | undefined,
  to: KubeObject | undefined,
): void {
  if (request.dryRun) return
  const write: Write = { resource: request.resource, from, to }
  const writes = request.writes.length === 0 ? [write] : [write, ...request.writes]
  // Owners that are kept go on owning what the write leaves alone.
  for (const { from, to } of writes) if (from !== undefined && to !== undefined) server.owners.carryOver(from, to)
  server.store.commit(request.user, request.because, writes)
}

/** The object as it will be stored: with the resourceVersion of this write. */
export function withNewRevision(server: ServerContext, object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: server.store.nextRevision() } }
}
