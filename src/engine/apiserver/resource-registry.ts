import { BUILT_IN_RESOURCES, type ResourceType } from '../../k8s/resources'
import { GENERIC_RESOURCES } from './generic-resources'

/** How requests and the store name a resource: `pods`, `daemonsets.apps`. */
export function resourceNameOf(type: ResourceType): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`
}

/** `apps/v1`, or `v1` for the core group. */
function apiVersionOf(type: ResourceType): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`
}

/** The kinds that the server serves: the built-in ones, and those that are registered while it runs. */
export class ResourceRegistry {
  private readonly byName = new Map<string, ResourceType>()
  private readonly byKind = new Map<string, ResourceType>()

  constructor() {
    for (const type of [...BUILT_IN_RESOURCES, ...GENERIC_RESOURCES]) this.register(type)
  }

  /** Adds a kind, or replaces the one of the same name. */
  register(type: ResourceType): void {
    this.byName.set(resourceNameOf(type), type)
    this.byKind.set(`${apiVersionOf(type)}/${type.kind}`, type)
  }

  unregister(type: ResourceType): void {
    this.byName.delete(resourceNameOf(type))
    this.byKind.delete(`${apiVersionOf(type)}/${type.kind}`)
  }

  get(resourceName: string): ResourceType | undefined {
    return this.byName.get(resourceName)
  }

  ofKind(apiVersion: string, kind: string): ResourceType | undefined {
    return this.byKind.get(`${apiVersion}/${kind}`)
  }

  all(): Iterable<ResourceType> {
    return this.byName.values()
  }
}
