import { type LoadOptions, load, YAMLException } from 'js-yaml'
import { parseJson } from './big-integer'
import { scanJson } from './json-scan'
import { tabProblem, yamlErrorOf } from './yaml-error'
import { KUBERNETES_SCHEMA } from './yaml-schema'

// `maxDepth` is newer than the type definitions of js-yaml.
const OPTIONS: LoadOptions & { readonly maxDepth: number } = { schema: KUBERNETES_SCHEMA, json: true, maxDepth: 200 }

/** One document of a text. `line` is where it begins, counted from 0. */
export interface YamlDocument {
  readonly value: unknown
  readonly line: number
}

/** The text cannot be read. `message` is kubectl's, with lines counted within the document; `line` is in the whole text, from 0. */
export class YamlError extends Error {
  override readonly name = 'YamlError'
  /** The documents before the one that cannot be read: kubectl carries them out. */
  before: readonly YamlDocument[] = []
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
  }
}

/** Bounds for what people paste: nothing real comes near them. */
const MAX_CHARACTERS = 6 * 1024 * 1024
const MAX_DOCUMENTS = 10_000
const MAX_VALUES = 1_000_000

/**
 * The documents of a YAML or JSON text, as `kubectl -f` reads them: YAML 1.1 scalars, the last of several equal keys, empty
 * documents left out. Throws YamlError.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLOrJSONDecoder
export function readYamlDocuments(text: string): readonly YamlDocument[] {
  if (text.length > MAX_CHARACTERS) throw new YamlError('the text is larger than 6 MiB', 0)
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text
  if (plain.trimStart().startsWith('{')) return readJsonOrYaml(plain)
  return readYamlStream(plain)
}

/** What begins like JSON may still be YAML: then the complaints about the JSON count only if the YAML is wrong, too. */
function readJsonOrYaml(text: string): readonly YamlDocument[] {
  const { documents, error } = readJsonStream(text)
  if (error === undefined) return documents
  if (documents.length > 1) throw Object.assign(error, { before: documents })
  try {
    return readYamlStream(text)
  } catch (yamlError) {
    if (!(yamlError instanceof YamlError)) throw yamlError
    throw Object.assign(error, { before: documents })
  }
}

function readYamlStream(plain: string): readonly YamlDocument[] {
  const documents: YamlDocument[] = []
  try {
    for (const { body, line } of splitDocuments(plain)) {
      const value = readDocument(body, line)
      if (value !== null && value !== undefined) documents.push({ value, line })
      if (documents.length > MAX_DOCUMENTS) throw new YamlError(`more than ${MAX_DOCUMENTS} documents`, line)
    }
  } catch (error) {
    if (error instanceof YamlError) error.before = documents
    throw error
  }
  return documents
}

/** The value of a text that is one document. Throws YamlError. */
export function readYaml(text: string): unknown {
  return readDocument(text, 0)
}

// Models staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLReader.Read
function* splitDocuments(text: string): Generator<{ readonly body: string; readonly line: number }, void> {
  const lines = text.split('\n')
  let start = 0
  for (const [index, line] of [...lines, '---'].entries()) {
    if (!line.startsWith('---')) continue
    const rest = line.slice(3).trim()
    if (rest !== '' && !rest.startsWith('#')) throw new YamlError(`invalid Yaml document separator: ${rest}`, index)
    const body = lines.slice(start, index).join('\n')
    if (body.trim() !== '') yield { body, line: start }
    start = index + 1
  }
}

/** YAML 1.1 knows more ends of lines than js-yaml does. */
const OTHER_BREAKS = /[\u0085\u2028\u2029]/g

function readDocument(text: string, line: number): unknown {
  const body = text.replace(OTHER_BREAKS, '\n')
  const keys: unknown[] = []
  let value: unknown
  try {
    value = loadFirst(firstOf(body), keys)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { message, line: at } = yamlErrorOf(error, body)
    throw new YamlError(`error converting YAML to JSON: ${message}`, line + at)
  }
  const complaint = tabLine(body) ?? keyComplaint(keys) ?? new ValueCheck().check(value)
  if (complaint !== undefined) throw new YamlError(`error converting YAML to JSON: ${complaint}`, line)
  return value
}

/** The first document; when what follows stands left of it, the real reader has stopped before it gets there. */
function loadFirst(text: string, keys: unknown[]): unknown {
  try {
    return load(text, { ...OPTIONS, listener: collectKeys(text, keys) })
  } catch (error) {
    const end = error instanceof YAMLException ? endOfFirst(error, text) : undefined
    if (end === undefined) throw error
    keys.length = 0
    return load(text.slice(0, end), { ...OPTIONS, listener: collectKeys(text, keys) })
  }
}

function endOfFirst({ reason, mark }: YAMLException, text: string): number | undefined {
  // A directive, too, ends what is before it.
  if (mark?.column === 0 && text[mark.position] === '%') return mark.position
  if (!reason?.startsWith('end of the stream') || mark === undefined || text[mark.position] === ':') return undefined
  if (/^\s*(["'])(?:(?!\1).)*\1\s*\n/.test(text) && mark.column === 0) return mark.position
  const rootIndent = /^( *)[^\s#%-]/m.exec(text.replace(/^---.*$/m, ''))?.[1]?.length ?? 0
  return mark.column < rootIndent ? mark.position - mark.column : undefined
}

/** Collections that stand where a key should. */
function collectKeys(text: string, keys: unknown[]): LoadOptions['listener'] {
  const starts: number[] = []
  return (event, state) => {
    const { position, result } = state as unknown as { readonly position: number; readonly result: unknown }
    if (event === 'open') {
      starts.push(position)
      return
    }
    const start = starts.pop() ?? 0
    if (typeof result !== 'object' || result === null) return
    const isExplicit = /(^|\n)[ -]*\?[ \t]*$/.test(text.slice(Math.max(0, start - 80), start))
    const rest = text.slice(position, position + 80)
    const isFlow = /[\]}]\s*$/.test(text.slice(Math.max(0, position - 3), position))
    const isImplicit = isFlow && (/^[ \t]*:(\s|$)/.test(rest) || isBraced(text, start, rest))
    if (isExplicit || isImplicit) keys.push(result)
  }
}

/** A template's braces without quotes: a map that is the key of a map. */
function isBraced(text: string, start: number, rest: string): boolean {
  return /\{\s*$/.test(text.slice(Math.max(0, start - 10), start)) && /^\s*\}/.test(rest)
}

function keyComplaint([key]: readonly unknown[]): string | undefined {
  return key === undefined ? undefined : `yaml: invalid map key: ${goSyntax(key)}`
}

/** As Go's %#v prints what its YAML reader makes. */
function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value !== 'object') return String(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[interface {}]interface {}{${fields.map(([key, item]) => `${JSON.stringify(key)}:${goSyntax(item)}`).join(', ')}}`
}

/** What follows the end of a document (`...`) is not read. */
function firstOf(body: string): string {
  const end = /^\.\.\.\s*$/m.exec(body)
  return end === null || end.index === 0 ? body : body.slice(0, end.index)
}

/** A line of nothing but tabs: js-yaml lets it pass, the real reader does not. */
function tabLine(body: string): string | undefined {
  const index = /^\t\s*$/m.exec(body)?.index
  if (index === undefined) return undefined
  const before = body.slice(0, index)
  const problem = tabProblem(before.trimEnd().split('\n').at(-1) ?? '')
  return `yaml: line ${before.split('\n').length}: ${problem}`
}

/** Looks for what JSON cannot say, and for aliases that would unfold into more than anybody can hold. */
class ValueCheck {
  private readonly sizes = new Map<object, number>()
  private complaint: string | undefined

  check(value: unknown): string | undefined {
    const size = this.sizeOf(value)
    if (this.complaint === undefined && size > MAX_VALUES) return 'yaml: document contains excessive aliasing'
    return this.complaint
  }

  /** How many values there are once aliases are written out. */
  private sizeOf(value: unknown): number {
    if (typeof value === 'number' && !Number.isFinite(value))
      this.complaint ??= `json: unsupported value: ${goNumber(value)}`
    if (typeof value !== 'object' || value === null) return 1
    const known = this.sizes.get(value)
    if (known === 0) this.complaint ??= 'yaml: an anchor contains itself'
    if (known !== undefined) return known
    this.sizes.set(value, 0)
    let size = 1
    for (const [key, item] of Object.entries(value)) {
      if (!Array.isArray(value)) this.checkKey(key)
      size += this.sizeOf(item)
    }
    this.sizes.set(value, size)
    return size
  }

  private checkKey(key: string): void {
    if (key === '__proto__') this.complaint ??= 'the key "__proto__" is not supported'
  }
}

const goNumber = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf')

/** Where the next value begins: behind white space. */
function nextJson(text: string, position: number): number {
  let at = position
  while (at < text.length && (text[at] ?? '').trim() === '') at += 1
  return at
}

/** JSON values one after the other, as far as they go, and what stopped the reading. */
function readJsonStream(text: string): { readonly documents: readonly YamlDocument[]; readonly error?: YamlError } {
  const documents: YamlDocument[] = []
  let line = 0
  let counted = 0
  for (let position = nextJson(text, 0); position < text.length; position = nextJson(text, position)) {
    for (; counted < position; counted++) if (text[counted] === '\n') line += 1
    const scan = scanJson(text, position)
    if (scan === undefined) return { documents, error: new YamlError('unexpected EOF', lineCount(text) - 1) }
    if ('message' in scan) {
      return { documents, error: new YamlError(`json: offset ${scan.offset}: ${scan.message}`, line) }
    }
    const value = parseJson(text.slice(position, scan.end))
    const complaint = new ValueCheck().check(value)
    if (complaint !== undefined) throw new YamlError(complaint, line)
    documents.push({ value, line })
    position = scan.end
  }
  return { documents }
}

const lineCount = (text: string) => text.split('\n').length
