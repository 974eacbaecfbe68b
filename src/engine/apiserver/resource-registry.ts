import { apiVersionOf, BUILT_IN_RESOURCES, type ResourceType, resourceNameOf } from '../../k8s/resources'
import { GENERIC_RESOURCES } from './generic-resources'

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
