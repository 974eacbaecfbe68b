import type { ApiClient, DeleteOptions, ListOptions, PatchType, WriteOptions } from '../../k8s/api-client'
import type { KubeObject, ManagedFieldsEntry, NewObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { Kernel } from '../kernel/kernel'
import { DEFAULT_VERSION, type VersionBehaviour } from '../version-behaviour'
import { behaviourOf } from '../versions/index'
import { bootstrap } from './bootstrap'
import { createObject } from './creation'
import { serveCustomResources } from './custom-resources'
import { checksOf } from './decode-body'
import { deleteObject } from './deletion'
import { KeptOwners } from './field-ownership/kept-owners'
import { fillNamespace } from './namespace-contents'
import type { ObjectChecks } from './object-checks'
import type { ObjectStore } from './object-store'
import { patchObject } from './patching'
import { getObject, listObjects } from './reading'
import { openRequest, type ServerContext } from './request'
import { ResourceRegistry } from './resource-registry'
import { createUidSource } from './uid'
import { updateObject } from './updating'

export interface ApiServerOptions {
  readonly kernel: Kernel
  readonly store: ObjectStore
  /** Without them everything is taken as it comes, and only by the cluster's own components. */
  readonly checks: ObjectChecks | undefined
  /** Name of the kernel's random stream for uids and generated names. */
  readonly randomStream?: string
  /** What its version decides; the newest unless another is asked for. */
  readonly behaviour?: VersionBehaviour
}

/** The API server: everything that reads or writes the cluster goes through a client of it. */
export interface ApiServer {
  /** The kinds that are served; CustomResourceDefinitions add to it. */
  readonly registry: ResourceRegistry
  /** `user` is who the changes are said to be by. */
  client(user: string): ApiClient
  /** Gives a server that was made without checks its checks. */
  checkWith(checks: ObjectChecks): void
}

export function createApiServer(options: ApiServerOptions): ApiServer {
  const { kernel, store, checks, randomStream = 'apiserver', behaviour = behaviourOf(DEFAULT_VERSION) } = options
  const random = kernel.random(randomStream)
  const server: ServerContext = {
    behaviour,
    kernel,
    store,
    random,
    checks,
    registry: new ResourceRegistry(),
    nextUid: createUidSource(random),
    owners: new KeptOwners(object => checksOf(server).inferredOwners(object)),
  }
  serveCustomResources(store, server.registry)
  bootstrap(new ServerClient(server, 'kube-apiserver'), behaviour)
  return {
    registry: server.registry,
    client: user => new ServerClient(server, user),
    checkWith: given => {
      server.checks = given
    },
  }
}

class ServerClient implements ApiClient {
  private warnings: string[] = []

  constructor(
    private readonly server: ServerContext,
    private readonly user: string,
  ) {}

  get(resource: string, namespace: string | undefined, name: string): KubeObject {
    this.warnOfDeprecation(resource)
    return getObject(this.server, resource, namespace, name)
  }

  list(resource: string, options: ListOptions = {}): readonly KubeObject[] {
    this.warnOfDeprecation(resource)
    return listObjects(this.server, resource, options)
  }

  create(resource: string, object: NewObject, options: WriteOptions = {}): KubeObject {
    const created = createObject(this.server, this.open(resource, options), object, options)
    if (created.kind === 'Namespace' && !options.dryRun) fillNamespace(this.server, created.metadata.name)
    return created
  }

  update(resource: string, object: NewObject, options: WriteOptions = {}): KubeObject {
    return updateObject(this.server, this.open(resource, options), object, options)
  }

  patch(
    resource: string,
    namespace: string | undefined,
    name: string,
    type: PatchType,
    body: unknown,
    options: WriteOptions = {},
  ): KubeObject {
    return patchObject(this.server, this.open(resource, options), { namespace, name, type, body }, options)
  }

  delete(resource: string, namespace: string | undefined, name: string, options: DeleteOptions = {}): KubeObject {
    return deleteObject(this.server, this.open(resource, options), namespace, name, options)
  }

  managedFields(object: KubeObject): readonly ManagedFieldsEntry[] {
    return checksOf(this.server).managedFields(this.server, object)
  }

  takeWarnings(): readonly string[] {
    const warnings = this.warnings
    if (warnings.length > 0) this.warnings = []
    return warnings
  }

  resourceTypes(): readonly ResourceType[] {
    return [...this.server.registry.all()]
  }

  private warnOfDeprecation(resource: string): void {
    const deprecation = this.server.registry.get(resource)?.deprecation
    if (deprecation !== undefined && !this.warnings.includes(deprecation)) this.warnings.push(deprecation)
  }

  private open(resource: string, options: { readonly because?: string; readonly dryRun?: boolean }) {
    return openRequest(this.server, resource, this.user, options, this.warnings)
  }
}
