import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type {
  ApiDocumentation,
  FieldDocumentation,
  TypeDocumentation,
} from '../src/kubectl/documentation/api-documentation.ts'
import { KubernetesModels, type ModelField, type ModelShape, type ModelType } from './kubernetes-models.ts'

/** The API's types as `kubectl explain` shows them. */

/** Group versions whose kinds can be explained: what an API server of 1.36 serves by itself. */
const GROUP_VERSIONS = [
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'apiregistration.k8s.io/v1',
  'apps/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'batch/v1',
  'certificates.k8s.io/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1',
  'networking.k8s.io/v1',
  'node.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'resource.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
  'v1',
]

export function buildApiDocumentation(): ApiDocumentation {
  const models = new KubernetesModels()
  const kinds: Record<string, string> = {}
  const types: Record<string, TypeDocumentation> = {}
  const keep = (type: ModelType): void => {
    if (type.name in types) return
    types[type.name] = {}
    const fields = type.fields?.map(field => {
      const of = typeWithin(field.shape)
      if (of !== undefined) keep(models.type(of))
      return [field.name, documentField(field, of, models)] as const
    })
    types[type.name] = {
      ...(type.description === undefined ? {} : { description: type.description }),
      ...(fields === undefined ? {} : { fields: Object.fromEntries(fields) }),
    }
  }
  for (const groupVersion of GROUP_VERSIONS) {
    for (const name of kindsOf(groupVersion)) {
      const type = models.kind(groupVersion, name)
      if (type.fields?.some(field => field.name === 'kind' && field.shape.is === 'values') !== true) continue
      kinds[`${groupVersion} ${name}`] = type.name
      keep(type)
    }
  }
  return { kinds, types }
}

function kindsOf(groupVersion: string): readonly string[] {
  const folder = fileURLToPath(new URL(`../node_modules/kubernetes-models/${groupVersion}`, import.meta.url))
  return readdirSync(folder)
    .filter(file => file.endsWith('.d.ts') && file !== 'index.d.ts' && !file.endsWith('List.d.ts'))
    .map(file => file.slice(0, -'.d.ts'.length))
    .sort()
}

function documentField(field: ModelField, of: string | undefined, models: KubernetesModels): FieldDocumentation {
  // What an object's own kind and version are is no choice.
  const values = field.shape.is === 'values' && field.shape.values.length > 1
  return {
    type: printed(field.shape, models),
    ...(of === undefined ? {} : { of }),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(field.required ? { required: true } : {}),
    ...(values && field.shape.is === 'values' ? { values: field.shape.values } : {}),
  }
}

/** The type that the values of a field are of, within lists and maps. */
function typeWithin(shape: ModelShape): string | undefined {
  if (shape.is === 'type') return shape.name
  return shape.is === 'list' || shape.is === 'map' ? typeWithin(shape.of) : undefined
}

// Models staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl typeGuess
function printed(shape: ModelShape, models: KubernetesModels): string {
  switch (shape.is) {
    case 'number':
      return 'integer'
    case 'values':
      return 'string'
    case 'list':
      return `[]${printed(shape.of, models)}`
    case 'map':
      return `map[string]${printed(shape.of, models)}`
    case 'type':
      // A time is a string; a quantity can be two things and goes by its name.
      return models.type(shape.name).value?.is === 'string' ? 'string' : (shape.name.split('.').at(-1) ?? '')
    case 'anything':
    case 'either':
      return 'Object'
    default:
      return shape.is
  }
}
