import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { ObjectStore } from './object-store'
import type { ResourceRegistry } from './resource-registry'

interface Definition extends KubeObject {
  readonly spec: {
    readonly group?: string
    readonly scope?: string
    readonly names?: {
      readonly kind?: string
      readonly plural?: string
      readonly singular?: string
      readonly shortNames?: readonly string[]
      readonly categories?: readonly string[]
    }
    readonly versions?: readonly { readonly name: string; readonly served?: boolean; readonly storage?: boolean }[]
  }
}

/** Serves the kinds that CustomResourceDefinitions describe, for as long as these are there. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_discovery_controller.go
export function serveCustomResources(store: ObjectStore, registry: ResourceRegistry): void {
  store.watch('customresourcedefinitions.apiextensions.k8s.io', ({ type: what, before, object }) => {
    if (before !== undefined) unregister(registry, before)
    if (what !== 'removed') for (const type of typesOf(object)) registry.register(type)
  })
}

function unregister(registry: ResourceRegistry, definition: KubeObject): void {
  for (const type of typesOf(definition)) registry.unregister(type)
}

/** One for each version that is served; requests by plural go to the last, which is the stored one. */
function typesOf(definition: KubeObject): ResourceType[] {
  const { group, names, scope, versions } = (definition as Definition).spec ?? {}
  const { kind, plural } = names ?? {}
  if (group === undefined || group === '' || kind === undefined || plural === undefined) return []
  const served = (versions ?? []).filter(version => version.served !== false)
  const stored = served.filter(version => version.storage === true)
  return [...served.filter(version => version.storage !== true), ...stored].map(({ name: version }) => ({
    group,
    version,
    kind,
    plural,
    singular: names?.singular ?? kind.toLowerCase(),
    shortNames: names?.shortNames ?? [],
    namespaced: scope !== 'Cluster',
    categories: names?.categories ?? [],
  }))
}
