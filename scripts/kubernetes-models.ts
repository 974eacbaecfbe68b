import { readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

/**
 * Reads the API types of Kubernetes out of the declarations of `kubernetes-models`, which are made from what the API server
 * publishes. The documentation texts stay in the dependency: they are read at build time and live in the built page only.
 */

/** A type of the API, by a name such as `apps.v1.DaemonSetSpec`. */
export interface ModelType {
  readonly name: string
  readonly description?: string
  /** Absent for a type that is written as one value: then `value` says which. */
  readonly fields?: readonly ModelField[]
  readonly value?: ModelShape
}

export interface ModelField {
  readonly name: string
  readonly description?: string
  readonly required: boolean
  readonly shape: ModelShape
}

export type ModelShape =
  | { readonly is: 'string' | 'number' | 'boolean' | 'anything' }
  | { readonly is: 'values'; readonly values: readonly string[] }
  | { readonly is: 'list' | 'map'; readonly of: ModelShape }
  | { readonly is: 'either'; readonly parts: readonly ModelShape[] }
  | { readonly is: 'type'; readonly name: string }

const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url))
const KINDS_MODULE = 'kubernetes-models'
const SHARED_MODULE = '@kubernetes-models/apimachinery'
/** A kind's own declaration does not say again what `apiVersion` and `kind` are; this type does. */
const TYPE_META = `${SHARED_MODULE}/apis/meta/v1/DeleteOptions`

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** Reads types as they are asked for. */
export class KubernetesModels {
  private readonly types = new Map<string, ModelType>()
  private readonly files = new Map<string, string>()

  /** A kind by the folder of its group and its name: `apps/v1`, `DaemonSet`. */
  kind(folder: string, name: string): ModelType {
    return this.read(`${KINDS_MODULE}/${folder}/${name}`)
  }

  /** A type that another one referred to. */
  type(name: string): ModelType {
    const file = this.files.get(name)
    if (file === undefined) throw new Error(`Nothing refers to ${name}`)
    return this.read(file)
  }

  private read(path: string): ModelType {
    const name = nameOf(path)
    const known = this.types.get(name)
    if (known !== undefined) return known
    const type = new Declaration(path, (home, file) => this.files.set(home, file)).type()
    const isKind = type.fields?.some(field => field.name === 'kind' && field.description === undefined) === true
    const read = isKind ? this.withTypeMeta(type) : type
    this.types.set(name, read)
    return read
  }

  private withTypeMeta(type: ModelType): ModelType {
    const texts = new Map(this.read(TYPE_META).fields?.map(field => [field.name, field.description]))
    const fields = type.fields?.map(field => {
      const text = field.description ?? texts.get(field.name)
      return field.name === 'apiVersion' || field.name === 'kind'
        ? { ...field, required: false, ...(text === undefined ? {} : { description: text }) }
        : field
    })
    return { ...type, ...(fields === undefined ? {} : { fields }) }
  }
}

/** One file of the dependency: it declares `I<Name>`, and says where the types that it uses come from. */
class Declaration {
  private readonly source: string
  private readonly comments: ReadonlyMap<number, string>
  private readonly statements: readonly SyntaxNode[]
  private readonly imports = new Map<string, string>()

  constructor(
    private readonly path: string,
    private readonly refer: (name: string, path: string) => void,
  ) {
    this.source = readFileSync(join(MODULES, `${path}.d.ts`), 'utf8')
    const { program, comments } = parseSync(`${basename(path)}.d.ts`, this.source, { lang: 'dts' })
    this.comments = new Map(comments.filter(each => each.type === 'Block').map(each => [each.end, each.value]))
    this.statements = program.body as unknown as readonly SyntaxNode[]
    for (const statement of this.statements) this.readImport(statement)
  }

  type(): ModelType {
    const name = nameOf(this.path)
    for (const statement of this.statements) {
      const declared = statement.declaration as SyntaxNode | null | undefined
      if (!declared || child(declared, 'id').name !== `I${basename(this.path)}`) continue
      const description = this.textBefore(statement)
      const said = description === undefined ? {} : { description }
      if (declared.type === 'TSInterfaceDeclaration') return { name, ...said, fields: this.fields(declared) }
      return { name, ...said, value: this.shape(child(declared, 'typeAnnotation')) }
    }
    throw new Error(`${this.path} declares no I${basename(this.path)}`)
  }

  private readImport(statement: SyntaxNode): void {
    if (statement.type !== 'ImportDeclaration') return
    const source = String(child(statement, 'source').value).replace(/\.js$/, '')
    const path = source.startsWith('.') ? posix.join(posix.dirname(this.path), source) : source
    for (const specifier of list(statement, 'specifiers'))
      this.imports.set(String(child(specifier, 'local').name), path)
  }

  private fields(declared: SyntaxNode): ModelField[] {
    return list(child(declared, 'body'), 'body').flatMap(member => {
      if (member.type !== 'TSPropertySignature') return []
      const key = child(member, 'key')
      const description = this.textBefore(member)
      return {
        name: String(key.name ?? key.value),
        required: member.optional !== true,
        shape: this.shape(child(child(member, 'typeAnnotation'), 'typeAnnotation')),
        ...(description === undefined ? {} : { description }),
      }
    })
  }

  private shape(node: SyntaxNode): ModelShape {
    switch (node.type) {
      case 'TSStringKeyword':
        return { is: 'string' }
      case 'TSNumberKeyword':
        return { is: 'number' }
      case 'TSBooleanKeyword':
        return { is: 'boolean' }
      case 'TSArrayType':
        return { is: 'list', of: this.shape(child(node, 'elementType')) }
      case 'TSParenthesizedType':
        return this.shape(child(node, 'typeAnnotation'))
      case 'TSLiteralType':
        return { is: 'values', values: [String((node.literal as { value: unknown }).value)] }
      case 'TSUnionType':
        return union(list(node, 'types').map(part => this.shape(part)))
      case 'TSTypeLiteral':
        return this.map(node)
      case 'TSTypeReference':
        return this.reference(node)
      default:
        return { is: 'anything' }
    }
  }

  /** `{[key: string]: T}` */
  private map(node: SyntaxNode): ModelShape {
    const signature = list(node, 'members').find(member => member.type === 'TSIndexSignature')
    const of = signature && child(child(signature, 'typeAnnotation'), 'typeAnnotation')
    return { is: 'map', of: of === undefined ? { is: 'anything' } : this.shape(of) }
  }

  private reference(node: SyntaxNode): ModelShape {
    const name = String(child(node, 'typeName').name)
    if (name === 'Array') {
      const argument = list(child(node, 'typeArguments'), 'params')[0]
      return { is: 'list', of: argument === undefined ? { is: 'anything' } : this.shape(argument) }
    }
    // A name that is not imported is the type itself.
    const path = this.imports.get(name) ?? this.path
    this.refer(nameOf(path), path)
    return { is: 'type', name: nameOf(path) }
  }

  /** The comment that ends where the node begins, without its stars. */
  private textBefore(node: SyntaxNode): string | undefined {
    const text = this.comments
      .get(this.source.slice(0, node.start).trimEnd().length)
      ?.replace(/^\*/, '')
      .split('\n')
      .map(line => line.replace(/^\s*\*? ?/, ''))
      .join('\n')
      .replace(/@deprecated$/, '')
      // The declarations escape what their own readers would take for markup.
      .replaceAll(/\\([*_`~])/g, '$1')
      .trim()
    return text === '' ? undefined : text
  }
}

function union(parts: readonly ModelShape[]): ModelShape {
  const values = parts.flatMap(part => (part.is === 'values' ? part.values : []))
  return values.length > 0 && parts.every(part => part.is === 'values')
    ? { is: 'values', values }
    : { is: 'either', parts }
}

/** `kubernetes-models/apps/v1/DaemonSet` → `apps.v1.DaemonSet`; the core group is `core`. */
function nameOf(path: string): string {
  const inside = path
    .replace(`${SHARED_MODULE}/`, '')
    .replace(`${KINDS_MODULE}/`, '')
    .replace(/^apis\//, '')
  return (/^v1\//.test(inside) ? `core/${inside}` : inside).replaceAll('/', '.')
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
