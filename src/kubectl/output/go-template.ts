import { PlainError } from '../command/failure'
import { goValueText } from './jsonpath'

type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly pipeline: string }
  | {
      readonly type: 'range' | 'if' | 'with'
      readonly pipeline: string
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }

interface Scope {
  readonly dot: unknown
  readonly variables: ReadonlyMap<string, unknown>
}

/** Go's text/template as people use it with kubectl: fields, range, if, with, pipes, printf, len, index, eq, and, or, not. */
export class GoTemplate {
  private readonly nodes: readonly Node[]

  constructor(private readonly text: string) {
    const tokens = tokenise(text)
    const { nodes, stop } = parseNodes(tokens)
    if (stop !== undefined)
      throw new PlainError(`error parsing template ${text}, template: output:1: unexpected {{${stop}}}`)
    this.nodes = nodes
  }

  print(data: unknown): string {
    return render(this.nodes, { dot: data, variables: new Map([['$', data]]) }, this.text)
  }
}

type Token = { readonly text: string } | { readonly action: string }

function tokenise(template: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let trimNext = false
  while (at < template.length) {
    const open = template.indexOf('{{', at)
    const end = open < 0 ? template.length : open
    let text = template.slice(at, end)
    if (trimNext) text = text.trimStart()
    if (open >= 0 && template.startsWith('{{- ', open)) text = text.trimEnd()
    if (text !== '') tokens.push({ text })
    if (open < 0) break
    const close = template.indexOf('}}', open)
    if (close < 0) throw new PlainError(`error parsing template ${template}, template: output:1: unclosed action`)
    const inner = template.slice(open + 2, close)
    trimNext = inner.endsWith(' -')
    tokens.push({ action: inner.replace(/^- /, '').replace(/ -$/, '').trim() })
    at = close + 2
  }
  return tokens
}

function parseNodes(tokens: Token[]): { nodes: Node[]; stop?: string } {
  const nodes: Node[] = []
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if ('text' in token) {
      nodes.push({ type: 'text', text: token.text })
      continue
    }
    const [word = ''] = token.action.split(/\s+/)
    if (word === 'end' || word === 'else') return { nodes, stop: token.action }
    if (word === 'range' || word === 'if' || word === 'with')
      nodes.push(parseBlock(word, token.action.slice(word.length).trim(), tokens))
    else if (!token.action.startsWith('/*')) nodes.push({ type: 'print', pipeline: token.action })
  }
  return { nodes }
}

function parseBlock(type: 'range' | 'if' | 'with', pipeline: string, tokens: Token[]): Node {
  const body = parseNodes(tokens)
  if (body.stop?.startsWith('else if') === true) {
    return {
      type,
      pipeline,
      body: body.nodes,
      otherwise: [parseBlock('if', body.stop.slice('else if'.length).trim(), tokens)],
    }
  }
  const otherwise = body.stop === 'else' ? parseNodes(tokens).nodes : []
  return { type, pipeline, body: body.nodes, otherwise }
}

function render(nodes: readonly Node[], scope: Scope, template: string): string {
  return nodes.map(node => renderNode(node, scope, template)).join('')
}

function renderNode(node: Node, scope: Scope, template: string): string {
  if (node.type === 'text') return node.text
  if (node.type === 'print') {
    const value = evaluate(node.pipeline, scope)
    return value === undefined ? '<no value>' : goValueText(value)
  }
  if (node.type === 'range') return renderRange(node, scope, template)
  const value = evaluate(node.pipeline, scope)
  if (!truthy(value)) return render(node.otherwise, scope, template)
  return render(node.body, node.type === 'with' ? { ...scope, dot: value } : scope, template)
}

function renderRange(node: Node & { type: 'range' | 'if' | 'with' }, scope: Scope, template: string): string {
  const named = /^(?:(\$\w+)\s*,\s*)?(\$\w+)\s*:=\s*(.*)$/.exec(node.pipeline)
  const value = evaluate(named?.[3] ?? node.pipeline, scope)
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : []
  if (entries.length === 0) return render(node.otherwise, scope, template)
  return entries
    .map(([key, item]) => {
      const variables = new Map(scope.variables)
      if (named?.[1] !== undefined) variables.set(named[1], key)
      if (named?.[2] !== undefined) variables.set(named[2], item)
      return render(node.body, { dot: item, variables }, template)
    })
    .join('')
}

function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

function evaluate(pipeline: string, scope: Scope): unknown {
  let piped: { readonly value: unknown } | undefined
  for (const command of splitOutside(pipeline, '|')) {
    const words = wordsOf(command)
    piped = { value: runCommand(words, scope, piped) }
  }
  return piped?.value
}

function runCommand(words: readonly string[], scope: Scope, piped: { readonly value: unknown } | undefined): unknown {
  const [name = '', ...rest] = words
  const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (call === undefined) return operand(name, scope)
  const values = rest.map(word => operand(word, scope))
  return call(piped === undefined ? values : [...values, piped.value])
}

const FUNCTIONS: Readonly<Record<string, (values: readonly unknown[]) => unknown>> = {
  len: ([value]) =>
    typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length,
  index: ([value, ...keys]) => keys.reduce<unknown>((current, key) => fieldOf(current, String(key)), value),
  eq: ([first, ...others]) => others.some(other => other === first),
  ne: ([a, b]) => a !== b,
  lt: ([a, b]) => Number(a) < Number(b),
  gt: ([a, b]) => Number(a) > Number(b),
  and: values => values.find(value => !truthy(value)) ?? values.at(-1),
  or: values => values.find(truthy) ?? values.at(-1),
  not: ([value]) => !truthy(value),
  print: values => values.map(goValueText).join(''),
  println: values => `${values.map(goValueText).join(' ')}\n`,
  printf: ([format, ...values]) => formatText(String(format), values),
}

function formatText(format: string, values: readonly unknown[]): string {
  let next = 0
  return format.replace(/%[-+]?\d*(?:\.\d+)?([svdqt%])/g, (_, verb: string) => {
    if (verb === '%') return '%'
    const text = goValueText(values[next++])
    return verb === 'q' ? JSON.stringify(text) : text
  })
}

function operand(word: string, scope: Scope): unknown {
  if (word.startsWith('(') && word.endsWith(')')) return evaluate(word.slice(1, -1), scope)
  if (word.startsWith('"')) return JSON.parse(word) as unknown
  if (word.startsWith('`')) return word.slice(1, -1)
  if (/^-?\d/.test(word)) return Number(word)
  if (word === 'true' || word === 'false') return word === 'true'
  if (word === '.') return scope.dot
  const [head = '', ...path] = word.split('.')
  if (head !== '' && !head.startsWith('$'))
    throw new PlainError(`error parsing template, template: output:1: function "${head}" not defined`)
  const start = head === '' ? scope.dot : scope.variables.get(head)
  return path.reduce<unknown>(fieldOf, start)
}

function fieldOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function splitOutside(text: string, separator: string): string[] {
  const parts = ['']
  let quoted = ''
  let depth = 0
  for (const character of text) {
    if (quoted !== '') {
      if (character === quoted) quoted = ''
    } else if (character === '"' || character === '`') quoted = character
    else if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === separator && depth === 0) {
      parts.push('')
      continue
    }
    parts[parts.length - 1] += character
  }
  return parts
}

const wordsOf = (command: string) => splitOutside(command.trim().replace(/\s+/g, ' '), ' ').filter(word => word !== '')
