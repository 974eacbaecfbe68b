import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { type Plugin, parseSync } from 'vite'
import { allowedValues, newerFields } from './schema-facts.ts'

/**
 * Makes the JSON schema that the editor completes, explains and checks with, out of the TypeScript declarations of
 * `kubernetes-types`. Only the kinds below and what they refer to are kept. The documentation texts stay in the
 * dependency: they are read at build time and live in the built page only.
 */

const KINDS: readonly (readonly [module: string, kind: string])[] = [
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'Deployment'],
  ['core/v1', 'Pod'],
  ['core/v1', 'Service'],
  ['core/v1', 'ConfigMap'],
  ['core/v1', 'Secret'],
  ['core/v1', 'Namespace'],
  ['core/v1', 'Node'],
  ['core/v1', 'ServiceAccount'],
  ['core/v1', 'ResourceQuota'],
  ['core/v1', 'LimitRange'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['scheduling/v1', 'PriorityClass'],
]

/** Fields that a person does not write: the server fills them in. They stay allowed, without their documentation. */
const SERVER_FIELDS = new Set(['status', 'managedFields'])

/** Kubernetes takes null for a field that is not there. */
const OBJECT_OR_NULL = ['object', 'null']

export type JsonSchema = { [key: string]: unknown }

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

interface Declaration {
  readonly node: SyntaxNode
  readonly documentation: string | undefined
}

interface Module {
  readonly name: string
  readonly declarations: ReadonlyMap<string, Declaration>
  /** Local name to the module it comes from. */
  readonly imports: ReadonlyMap<string, string>
  documentationOf(node: SyntaxNode): string | undefined
}

/** The whole schema: one `if kind … then` for each known kind, so that an unknown kind is not an error. */
export function buildSchema(): JsonSchema {
  const walker = new SchemaWalker()
  const rules = KINDS.map(([module, kind]) => walker.rule(module, kind))
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

/** `import schema from 'virtual:kubernetes-schema'` in the page. */
export function kubernetesSchema(): Plugin {
  const id = 'virtual:kubernetes-schema'
  return {
    name: 'kubernetes-schema',
    resolveId: source => (source === id ? `\0${id}` : undefined),
    load: resolved =>
      resolved === `\0${id}` ? `export default ${JSON.stringify(JSON.stringify(buildSchema()))}` : undefined,
  }
}

class SchemaWalker {
  readonly definitions: Record<string, JsonSchema> = {}
  private readonly modules = new Map<string, Module>()

  rule(moduleName: string, kind: string): { kind: string; apiVersion: string; schema: JsonSchema } {
    const module = this.module(moduleName)
    const schema = this.object(module, kind)
    const properties = schema.properties as Record<string, JsonSchema>
    const apiVersion = String((properties.apiVersion?.enum as string[] | undefined)?.[0])
    return { kind, apiVersion, schema }
  }

  private module(name: string): Module {
    const known = this.modules.get(name)
    if (known) return known
    const made = readModule(name)
    this.modules.set(name, made)
    return made
  }

  private object(module: Module, name: string): JsonSchema {
    const declaration = module.declarations.get(name)
    if (!declaration) throw new Error(`kubernetes-types has no ${module.name} ${name}`)
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const member of list(child(declaration.node, 'body'), 'body')) {
      if (member.type !== 'TSPropertySignature') continue
      const key = keyOf(member)
      properties[key] = SERVER_FIELDS.has(key) ? { type: 'object' } : this.property(module, name, key, member)
      if (key === 'managedFields') properties[key] = { type: 'array' }
      if (member.optional !== true && !SERVER_FIELDS.has(key)) required.push(key)
    }
    for (const newer of newerFields[name] ?? []) properties[newer] ??= {}
    return {
      type: OBJECT_OR_NULL,
      ...(declaration.documentation ? { description: declaration.documentation } : {}),
      properties,
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(properties).length === 0 ? {} : { additionalProperties: false }),
    }
  }

  private property(module: Module, owner: string, key: string, member: SyntaxNode): JsonSchema {
    const type = this.type(module, child(child(member, 'typeAnnotation'), 'typeAnnotation'))
    const values = allowedValues[`${owner}.${key}`]
    const description = module.documentationOf(member)
    const shape = values ? { enum: values } : type
    // Beside a `$ref` too: the editor's language server lets the field's own text win over that of the type.
    return description ? { ...shape, description } : shape
  }

  private type(module: Module, node: SyntaxNode): JsonSchema {
    switch (node.type) {
      case 'TSStringKeyword':
        return { type: 'string' }
      case 'TSNumberKeyword':
        return { type: 'number' }
      case 'TSBooleanKeyword':
        return { type: 'boolean' }
      case 'TSArrayType':
        return { type: ['array', 'null'], items: this.type(module, child(node, 'elementType')) }
      case 'TSLiteralType':
        return { enum: [(node.literal as { value: unknown }).value] }
      case 'TSUnionType':
        return this.union(list(node, 'types').map(part => this.type(module, part)))
      case 'TSTypeLiteral':
        return this.map(module, node)
      case 'TSTypeReference':
        return this.reference(module, node)
      default:
        return {}
    }
  }

  private union(parts: readonly JsonSchema[]): JsonSchema {
    const names = parts.map(part => part.type)
    return names.every(name => typeof name === 'string') ? { type: names } : { anyOf: parts }
  }

  /** `{[name: string]: T}` */
  private map(module: Module, node: SyntaxNode): JsonSchema {
    const signature = list(node, 'members').find(member => member.type === 'TSIndexSignature')
    if (!signature) return { type: OBJECT_OR_NULL }
    const value = this.type(module, child(child(signature, 'typeAnnotation'), 'typeAnnotation'))
    return { type: OBJECT_OR_NULL, additionalProperties: value }
  }

  private reference(module: Module, node: SyntaxNode): JsonSchema {
    const name = String(child(node, 'typeName').name)
    if (name === 'Array') {
      const argument = list(child(node, 'typeArguments'), 'params')[0]
      return { type: ['array', 'null'], items: argument ? this.type(module, argument) : {} }
    }
    // Quantities and times are strings in the types; Kubernetes reads a bare number as a quantity too.
    if (name === 'Quantity') return { type: ['string', 'number'] }
    if (name === 'Time' || name === 'MicroTime') return { type: ['string', 'null'] }
    const home = module.imports.get(name) ?? module.name
    const key = `${home}/${name}`.replaceAll('/', '.')
    if (!(key in this.definitions)) {
      this.definitions[key] = {}
      this.definitions[key] = this.object(this.module(home), name)
    }
    return { $ref: `#/definitions/${key}` }
  }
}

function readModule(name: string): Module {
  const require = createRequire(import.meta.url)
  const root = dirname(require.resolve('kubernetes-types/package.json'))
  const source = readFileSync(join(root, `${name}.d.ts`), 'utf8')
  const { program, comments } = parseSync(`${name}.d.ts`, source, { lang: 'dts' })
  const commentEnds = new Map(comments.filter(comment => comment.type === 'Block').map(c => [c.end, c.value]))
  const documentationOf = (node: SyntaxNode) => {
    const before = source.slice(0, node.start).trimEnd().length
    const text = commentEnds.get(before)
    return text === undefined ? undefined : plainText(text)
  }
  const declarations = new Map<string, Declaration>()
  const imports = new Map<string, string>()
  for (const statement of program.body as unknown as readonly SyntaxNode[]) {
    if (statement.type === 'ImportDeclaration') {
      const from = posix.join(posix.dirname(name), String(child(statement, 'source').value))
      for (const specifier of list(statement, 'specifiers')) imports.set(String(child(specifier, 'local').name), from)
    }
    const declared = statement.declaration as SyntaxNode | null | undefined
    if (declared?.type === 'TSInterfaceDeclaration') {
      declarations.set(String(child(declared, 'id').name), {
        node: declared,
        documentation: documentationOf(statement),
      })
    }
  }
  return { name, declarations, imports, documentationOf }
}

/** The text of a comment without its stars, without the links to pages that an offline reader cannot open. */
function plainText(comment: string): string | undefined {
  const text = comment
    .replace(/^\*/, '')
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, ''))
    .join('\n')
    .replaceAll(/\s*More info: https?:\S+/g, '')
    .trim()
  return text === '' ? undefined : text
}

function child(node: SyntaxNode, field: string): SyntaxNode {
  const value = node[field]
  if (typeof value !== 'object' || value === null) throw new Error(`${node.type} has no ${field}`)
  return value as SyntaxNode
}

function list(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field]
  return Array.isArray(value) ? value : []
}

function keyOf(member: SyntaxNode): string {
  const key = child(member, 'key')
  return String(key.name ?? key.value)
}
