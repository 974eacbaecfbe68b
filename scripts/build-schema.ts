import type { Plugin } from 'vite'
import { buildApiDocumentation } from './api-documentation.ts'
import { KubernetesModels, type ModelField, type ModelShape, type ModelType } from './kubernetes-models.ts'

/**
 * Makes the JSON schema that the editor completes, explains and checks with. Only the kinds below and what they refer to
 * are kept.
 */

const KINDS: readonly (readonly [folder: string, kind: string])[] = [
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['v1', 'Secret'],
  ['v1', 'Namespace'],
  ['v1', 'Node'],
  ['v1', 'ServiceAccount'],
  ['v1', 'ResourceQuota'],
  ['v1', 'LimitRange'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['scheduling.k8s.io/v1', 'PriorityClass'],
]

/** Fields that a person does not write: the server fills them in. They stay allowed, without their documentation. */
const SERVER_FIELDS: Readonly<Record<string, JsonSchema>> = {
  status: { type: 'object' },
  managedFields: { type: 'array' },
}

/** Kubernetes takes null for a field that is not there. */
const OBJECT_OR_NULL = ['object', 'null']

export type JsonSchema = { [key: string]: unknown }

/** The whole schema: one `if kind … then` for each known kind, so that an unknown kind is not an error. */
export function buildSchema(): JsonSchema {
  const walker = new SchemaWalker()
  const rules = KINDS.map(([folder, kind]) => ({ apiVersion: folder, kind, schema: walker.kind(folder, kind) }))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      apiVersion: { anyOf: [{ enum: [...new Set(rules.map(rule => rule.apiVersion))] }, { type: 'string' }] },
      kind: { anyOf: [{ enum: rules.map(rule => rule.kind) }, { type: 'string' }] },
      metadata: { type: 'object' },
    },
    allOf: rules.map(rule => ({
      if: { properties: { kind: { const: rule.kind }, apiVersion: { const: rule.apiVersion } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a word of JSON schema
      then: rule.schema,
    })),
    definitions: walker.definitions,
  }
}

/**
 * `import text from 'virtual:kubernetes-schema'` is the editor's schema, `'virtual:kubernetes-documentation'` the same types
 * as `kubectl explain` reads them. Both are texts of JSON.
 */
export function kubernetesSchema(): Plugin {
  const made: Readonly<Record<string, () => unknown>> = {
    '\0virtual:kubernetes-schema': buildSchema,
    '\0virtual:kubernetes-documentation': buildApiDocumentation,
  }
  return {
    name: 'kubernetes-schema',
    resolveId: source => (`\0${source}` in made ? `\0${source}` : undefined),
    load(resolved) {
      const make = made[resolved]
      return make === undefined ? undefined : `export default ${JSON.stringify(JSON.stringify(make()))}`
    },
  }
}

class SchemaWalker {
  readonly definitions: Record<string, JsonSchema> = {}
  private readonly models = new KubernetesModels()

  kind(folder: string, name: string): JsonSchema {
    return this.object(this.models.kind(folder, name))
  }

  private object({ description, fields = [] }: ModelType): JsonSchema {
    const properties = Object.fromEntries(fields.map(field => [field.name, this.property(field)]))
    const required = fields.filter(field => field.required && !(field.name in SERVER_FIELDS)).map(field => field.name)
    return {
      type: OBJECT_OR_NULL,
      ...(description ? { description: plainText(description) } : {}),
      properties,
      ...(required.length > 0 ? { required } : {}),
      ...(fields.length === 0 ? {} : { additionalProperties: false }),
    }
  }

  private property({ name, description, shape }: ModelField): JsonSchema {
    const own = SERVER_FIELDS[name]
    if (own !== undefined) return own
    // Beside a `$ref` too: the editor's language server lets the field's own text win over that of the type.
    return description ? { ...this.schema(shape), description: plainText(description) } : this.schema(shape)
  }

  private schema(shape: ModelShape): JsonSchema {
    switch (shape.is) {
      case 'string':
      case 'number':
      case 'boolean':
        return { type: shape.is }
      case 'anything':
        return {}
      case 'values':
        return { enum: shape.values }
      case 'list':
        return { type: ['array', 'null'], items: this.schema(shape.of) }
      case 'map':
        return { type: OBJECT_OR_NULL, additionalProperties: this.schema(shape.of) }
      case 'either':
        return { anyOf: shape.parts.map(part => this.schema(part)) }
      case 'type':
        return this.reference(shape.name)
    }
  }

  private reference(name: string): JsonSchema {
    const type = this.models.type(name)
    // A time that is not set is written as null.
    if (name === 'meta.v1.Time' || name === 'meta.v1.MicroTime') return { type: ['string', 'null'] }
    if (type.value !== undefined) return this.schema(type.value)
    if (!(name in this.definitions)) {
      this.definitions[name] = {}
      this.definitions[name] = this.object(type)
    }
    return { $ref: `#/definitions/${name}` }
  }
}

/** Without the links to pages that an offline reader cannot open. */
function plainText(text: string): string {
  return text.replaceAll(/\s*More info: https?:\S+/g, '')
}
