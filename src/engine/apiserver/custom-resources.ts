import { type Fields, isRecord } from '../../base/fields'
import type { CustomVersion, DefinitionNames } from '../../k8s/custom-resource-definition'
import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import type { ObjectStore } from './object-store'
import type { ResourceRegistry } from './resource-registry'

interface Definition extends KubeObject {
  readonly spec: {
    readonly group?: string
    readonly scope?: string
    readonly names?: DefinitionNames
    readonly versions?: readonly CustomVersion[]
  }
}

/** The names that follow from the kind, and that objects of all versions look the same. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/defaults.go
export function defaultDefinition(spec: Fields): Fields {
  const named = mapFields(spec, 'names', names => {
    const { kind = '' } = names as DefinitionNames
    return kind === '' ? names : { singular: kind.toLowerCase(), listKind: `${kind}List`, ...withoutEmpty(names) }
  })
  return named.conversion === undefined ? { ...named, conversion: { strategy: 'None' } } : named
}

function mapFields(fields: Fields, name: string, change: (field: Fields) => Fields): Fields {
  const field = fields[name]
  return isRecord(field) ? { ...fields, [name]: change(field) } : fields
}

const withoutEmpty = (names: Fields) => Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''))

/** A definition is served from the start: nothing else wants its names. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/controller/status/naming_controller.go and establish
export function initialDefinitionStatus(definition: KubeObject): Fields {
  const { names, versions } = (definition as Definition).spec
  const stored = (versions ?? []).filter(({ storage }) => storage === true)
  const condition = (type: string, reason: string, message: string) => ({
    lastTransitionTime: definition.metadata.creationTimestamp,
    message,
    reason,
    status: 'True',
    type,
  })
  return {
    acceptedNames: names ?? {},
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    storedVersions: stored.slice(0, 1).map(({ name }) => name),
  }
}

/** A version in which objects are stored from now on is remembered. */
// Models staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go PrepareForUpdate
export function rememberStoredVersion(next: KubeObject): KubeObject {
  const status = (next.status ?? {}) as { readonly storedVersions?: readonly string[] }
  const stored = (next as Definition).spec?.versions?.find(({ storage }) => storage === true)
  const { storedVersions = [] } = status
  if (stored === undefined || storedVersions.includes(stored.name)) return next
  return { ...next, status: { ...status, storedVersions: [...storedVersions, stored.name] } }
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
  return [...served.filter(version => version.storage !== true), ...stored].map(custom => ({
    group,
    version: custom.name,
    kind,
    plural,
    singular: names?.singular ?? kind.toLowerCase(),
    shortNames: names?.shortNames ?? [],
    namespaced: scope !== 'Cluster',
    categories: names?.categories ?? [],
    custom,
  }))
}
