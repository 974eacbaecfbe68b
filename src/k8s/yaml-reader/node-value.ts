import type { Fields } from '../../base/fields'
import { goFloatKey, goSyntax } from './go-syntax'
import { MERGE_TAG, type Resolved, resolveScalar } from './resolve-scalar'
import type { AliasNode, MappingNode, YamlNode } from './yaml-node'
import { contentProblem } from './yaml-text'

/** Documents of this many values may hardly repeat themselves; smaller ones nearly as they like. */
const MANY = 400_000
const VERY_MANY = 4_000_000

/** The value of a document, as JSON has it. Throws YamlProblem. */
export function valueOfDocument(node: YamlNode): unknown {
  const decoder = new Decoder()
  const value = decoder.value(node)
  // Keys become texts once all has been read.
  if (decoder.unsupported !== undefined) throw decoder.unsupported
  return value
}

// Models go.yaml.in/yaml/v2 decode.go, and sigs.k8s.io/yaml convertToJSONableObject
class Decoder {
  private readonly open = new Set<AliasNode>()
  /** The first key that JSON cannot have; of several equal ones the last. */
  unsupported: UnsupportedKey | undefined
  private count = 0
  private countInAliases = 0

  value(node: YamlNode): unknown {
    this.countOne(node)
    switch (node.kind) {
      case 'scalar':
        return resolveScalar(node).value
      case 'sequence':
        return node.items.map(item => this.value(item))
      case 'mapping':
        return this.mapping(node)
      case 'alias':
        return this.within(node, () => this.value(node.target))
    }
  }

  private countOne({ line }: YamlNode): void {
    this.count += 1
    if (this.open.size > 0) this.countInAliases += 1
    if (this.countInAliases <= 100 || this.count <= 1000) return
    const share = this.countInAliases / this.count
    if (share > allowedShare(this.count)) throw contentProblem('document contains excessive aliasing', line)
  }

  private within<T>(alias: AliasNode, read: () => T): T {
    if (this.open.has(alias)) throw contentProblem(`anchor '${alias.name}' value contains itself`, alias.line)
    this.open.add(alias)
    const value = read()
    this.open.delete(alias)
    return value
  }

  private mapping(node: MappingNode): Fields {
    const result: Record<string, unknown> = {}
    this.readPairs(node, result)
    return result
  }

  private readPairs({ pairs }: MappingNode, result: Record<string, unknown>): void {
    for (const [key, value] of pairs) {
      if (isMerge(key)) {
        this.merge(value, result)
        continue
      }
      const name = this.key(key)
      if (name === '__proto__') throw contentProblem('the key "__proto__" is not supported', key.line)
      const read = this.value(value)
      if (typeof name === 'string') result[name] = read
      else this.refuseKey(name, read, key.line)
    }
  }

  /** The key as a text, or what it is that cannot be one. */
  private key(key: YamlNode): string | Resolved {
    this.countOne(key)
    const node = key.kind === 'alias' ? key.target : key
    if (node.kind !== 'scalar') throw contentProblem(`invalid map key: ${goSyntax(this.value(node))}`, key.line)
    const resolved = resolveScalar(node)
    return keyText(resolved) ?? resolved
  }

  private refuseKey({ exact }: Resolved, value: unknown, line: number): void {
    const [type, printed] = exact === undefined ? ['%!s(<nil>)', '<nil>'] : ['uint64', `0x${exact.toString(16)}`]
    const start = `unsupported map key of type: ${type}, key: ${printed}, value: `
    if (this.unsupported?.message.startsWith(start) === false) return
    this.unsupported = new UnsupportedKey(start + (value === null ? '<nil>' : goSyntax(value)), line)
  }

  private merge(node: YamlNode, result: Record<string, unknown>): void {
    if (node.kind === 'sequence') {
      // Those named first count most.
      for (const item of [...node.items].reverse()) this.mergeOne(item, result)
    } else this.mergeOne(node, result)
  }

  private mergeOne(node: YamlNode, result: Record<string, unknown>): void {
    const mapping = node.kind === 'alias' ? node.target : node
    if (mapping.kind !== 'mapping') {
      throw contentProblem('map merge requires map or sequence of maps as the value', node.line)
    }
    this.countOne(node)
    if (node.kind === 'alias') this.within(node, () => this.readPairs(mapping, result))
    else this.readPairs(mapping, result)
  }
}

/** What YAML takes for a key and JSON does not. */
export class UnsupportedKey extends Error {
  override readonly name = 'UnsupportedKey'
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
  }
}

function isMerge(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.isImplicit || key.tag === MERGE_TAG)
}

function keyText({ value, type }: Resolved): string | undefined {
  if (type === 'null' || type === 'uint') return undefined
  return type === 'float' ? goFloatKey(value as number) : String(value)
}

// Models decode.go allowedAliasRatio
function allowedShare(count: number): number {
  if (count <= MANY) return 0.99
  return count >= VERY_MANY ? 0.1 : 0.99 - 0.89 * ((count - MANY) / (VERY_MANY - MANY))
}
