import { comparison } from '../../base/comparison'
import { isRecord } from '../../base/fields'
import { toGoJson } from '../../k8s/go-json'
import { toPrettyJson } from './json-printer'
import { type PathNode, parseJsonPath } from './jsonpath-parser'

/** A template that does not fit the object. */
class PathError extends Error {}

/** A parsed jsonpath template, with ranges. Missing fields give nothing. */
// Models staging/src/k8s.io/client-go/util/jsonpath/jsonpath.go
export class JsonPath {
  private readonly nodes: readonly PathNode[]

  /** Throws PathSyntaxError. `strict`: a field that is missing is an error. */
  constructor(
    template: string,
    private readonly strict = false,
  ) {
    this.nodes = parseJsonPath(template)
  }

  /** What each part of the template finds in `data`. Throws PathError. */
  find(data: unknown): readonly (readonly unknown[])[] {
    const out: unknown[][] = []
    this.walkFrom(0, data, out)
    return out
  }

  /** The text that kubectl prints for `data`. */
  print(data: unknown): string {
    return this.find(data)
      .map(results => results.map(goText).join(' '))
      .join('')
  }

  printAsJson(data: unknown): string {
    return this.find(data).map(toPrettyJson).join('')
  }

  /** Carries out the nodes from `start` up to the end of their range; answers where that was. */
  private walkFrom(start: number, data: unknown, out: unknown[][] | undefined, inRange = false): number {
    for (let i = start; i < this.nodes.length; i++) {
      const node = this.nodes[i]
      if (node === undefined) break
      const word = keywordOf(node)
      if (word === 'end') {
        if (!inRange) throw new PathError('not in range, nothing to end')
        return i
      }
      if (word === 'range') {
        i = this.walkRange(i, node, data, out)
        continue
      }
      const found = evaluate([data], node, this.strict)
      out?.push([...found])
    }
    return this.nodes.length
  }

  private walkRange(at: number, node: PathNode, data: unknown, out: unknown[][] | undefined): number {
    const values = out === undefined ? [] : evaluate([data], node, this.strict)
    let end = at
    for (const value of values) end = this.walkFrom(at + 1, value, out, true)
    if (values.length === 0) end = this.endOfRange(at + 1)
    // After a range that nobody ends, its nodes are carried out once more, for what is outside.
    return end < this.nodes.length ? end : at
  }

  private endOfRange(start: number): number {
    let depth = 0
    for (let i = start; i < this.nodes.length; i++) {
      const node = this.nodes[i]
      const word = node === undefined ? undefined : keywordOf(node)
      if (word === 'range') depth += 1
      else if (word === 'end') {
        if (depth === 0) return i
        depth -= 1
      }
    }
    return this.nodes.length
  }
}

function keywordOf(node: PathNode): string | undefined {
  if (node.type !== 'list') return undefined
  const word = node.nodes.find(inner => inner.type === 'identifier')
  return word?.type === 'identifier' ? word.name : undefined
}

function evaluate(input: readonly unknown[], node: PathNode, strict: boolean): readonly unknown[] {
  switch (node.type) {
    case 'list':
      return node.nodes.reduce<readonly unknown[]>((values, inner) => evaluate(values, inner, strict), input)
    case 'text':
      return [node.text]
    case 'literal':
      return input.map(() => node.value)
    case 'field': {
      const found = input.flatMap(value =>
        isRecord(value) && Object.hasOwn(value, node.name) && value[node.name] !== undefined ? [value[node.name]] : [],
      )
      if (strict && input.length > 0 && found.length === 0) throw new PathError(`${node.name} is not found`)
      return found
    }
    case 'wildcard':
      return input.flatMap(children)
    case 'recursive':
      return input.flatMap(descend)
    case 'union':
      return node.parts.flatMap(part => evaluate(input, part, strict))
    case 'slice':
      return input.flatMap(value => slice(value, node))
    case 'filter':
      return input.flatMap(value => filter(value, node, strict))
    case 'identifier':
      if (node.name === 'range' || node.name === 'end') return input
      throw new PathError(`unrecognized identifier ${node.name}`)
  }
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isRecord(value)
    ? Object.keys(value)
        .sort()
        .map(key => value[key])
    : []
}

function descend(value: unknown): readonly unknown[] {
  return [
    value,
    ...children(value).flatMap(child => (typeof child === 'object' && child !== null ? descend(child) : [])),
  ]
}

function slice(value: unknown, node: PathNode & { type: 'slice' }): readonly unknown[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new PathError(`${goTypeOf(value)} is not array or slice`)
  const { length } = value
  let from = node.from ?? 0
  let to = node.single ? from + 1 : (node.to ?? length)
  if (from < 0) from += length
  if (to < 0 || (to === 0 && node.single)) to += length
  if (to === from) return []
  if (from >= length || from < 0) throw new PathError(`array index out of bounds: index ${from}, length ${length}`)
  if (to > length || to < 0) throw new PathError(`array index out of bounds: index ${to - 1}, length ${length}`)
  if (from > to) throw new PathError(`starting index ${from} is greater than ending index ${to}`)
  const step = node.step ?? 1
  if (step <= 0) throw new PathError('step must be > 0')
  return value.slice(from, to).filter((_, index) => index % step === 0)
}

const goTypeOf = (value: unknown) =>
  typeof value === 'string'
    ? 'string'
    : typeof value === 'number'
      ? 'int64'
      : typeof value === 'boolean'
        ? 'bool'
        : 'map[string]interface {}'

function filter(value: unknown, node: PathNode & { type: 'filter' }, strict: boolean): readonly unknown[] {
  if (!Array.isArray(value)) throw new PathError(`${goText(value)} is not array or slice and cannot be filtered`)
  return value.filter(item => {
    if (node.operator === 'exists') return evaluate([item], node.left, false).length > 0
    const lefts = evaluate([item], node.left, strict)
    if (lefts.length > 1) throw new PathError('can only compare one element at a time')
    const rights = evaluate([item], node.right, strict)
    if (lefts.length === 0 || rights.length === 0) return false
    return compare(lefts[0], rights[0], node.operator)
  })
}

function compare(left: unknown, right: unknown, operator: string): boolean {
  const comparable = typeof left === typeof right && ['string', 'number', 'boolean'].includes(typeof left)
  if (!comparable) {
    if (operator === '!=') return true
    throw new PathError('incompatible types for comparison')
  }
  const order = left === right ? 0 : (left as number | string) < (right as number | string) ? -1 : 1
  const holds = comparison(operator, order)
  if (holds === undefined) throw new PathError(`unrecognized filter operator ${operator}`)
  return holds
}

function goText(value: unknown): string {
  if (typeof value === 'object' && value !== null) return toGoJson(value)
  return value === null || value === undefined ? 'null' : String(value)
}

/** A value as Go's %v prints it: `map[a:b]`, `[x y]`. */
export function goValueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goValueText).join(' ')}]`
  if (isRecord(value)) {
    const parts = Object.keys(value)
      .sort()
      .map(key => `${key}:${goValueText(value[key])}`)
    return `map[${parts.join(' ')}]`
  }
  return value === null || value === undefined ? '<nil>' : String(value)
}

/** A value as Go's %#v prints it. */
export function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isRecord(value)) {
    const parts = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${goSyntax(value[key])}`)
    return `map[string]interface {}{${parts.join(', ')}}`
  }
  if (value === null || value === undefined) return 'interface {}(nil)'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
