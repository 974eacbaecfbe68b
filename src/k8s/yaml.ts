import { type LoadOptions, load, YAMLException } from 'js-yaml'
import { yamlErrorOf } from './yaml-error'
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
const MAX_JSON_DEPTH = 1000

/**
 * The documents of a YAML or JSON text, as `kubectl -f` reads them: YAML 1.1 scalars, the last of several equal keys, empty
 * documents left out. Throws YamlError.
 */
// Models staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLOrJSONDecoder
export function readYamlDocuments(text: string): readonly YamlDocument[] {
  if (text.length > MAX_CHARACTERS) throw new YamlError('the text is larger than 6 MiB', 0)
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text
  if (plain.trimStart().startsWith('{')) {
    const values = readJsonStream(plain)
    if (values !== undefined) return values
  }
  const documents: YamlDocument[] = []
  for (const { body, line } of splitDocuments(plain)) {
    const value = readAfter(documents, body, line)
    if (value !== null && value !== undefined) documents.push({ value, line })
    if (documents.length > MAX_DOCUMENTS) throw new YamlError(`more than ${MAX_DOCUMENTS} documents`, line)
  }
  return documents
}

function readAfter(documents: readonly YamlDocument[], body: string, line: number): unknown {
  try {
    return readDocument(body, line)
  } catch (error) {
    if (error instanceof YamlError) error.before = documents
    throw error
  }
}

/** The value of a text that is one document. Throws YamlError. */
export function readYaml(text: string): unknown {
  return readDocument(text, 0)
}

// Models staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLReader.Read
function splitDocuments(text: string): { body: string; line: number }[] {
  const documents: { body: string; line: number }[] = []
  const lines = text.split('\n')
  let start = 0
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('---')) continue
    const rest = line.slice(3).trim()
    if (rest !== '' && !rest.startsWith('#')) throw new YamlError(`invalid Yaml document separator: ${rest}`, index)
    documents.push({ body: lines.slice(start, index).join('\n'), line: start })
    start = index + 1
  }
  documents.push({ body: lines.slice(start).join('\n'), line: start })
  return documents.filter(({ body }) => body.trim() !== '')
}

function readDocument(body: string, line: number): unknown {
  let value: unknown
  try {
    value = load(firstOf(body), OPTIONS)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { message, line: at } = yamlErrorOf(error, body)
    throw new YamlError(`error converting YAML to JSON: ${message}`, line + at)
  }
  const complaint = tabLine(body) ?? new ValueCheck(body).check(value)
  if (complaint !== undefined) throw new YamlError(`error converting YAML to JSON: ${complaint}`, line)
  return value
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
  return `yaml: line ${body.slice(0, index).split('\n').length}: found character that cannot start any token`
}

/** Looks for what JSON cannot say, and for aliases that would unfold into more than anybody can hold. */
class ValueCheck {
  private readonly sizes = new Map<object, number>()
  private complaint: string | undefined

  constructor(private readonly text: string) {}

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
    if (key === '[object Object]') this.complaint ??= `yaml: invalid map key: ${this.mapKey()}`
  }

  /** A template's braces without quotes read as a map that is the key of a map. As Go prints it. */
  private mapKey(): string {
    const name = /\{\{\s*([^{}]+?)\s*\}\}/.exec(this.text)?.[1]
    return `map[interface {}]interface {}{${name === undefined ? '' : `${JSON.stringify(name)}:interface {}(nil)`}}`
  }
}

const goNumber = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf')

/** Where the next value begins: behind white space. */
function nextJson(text: string, position: number): number {
  let at = position
  while (at < text.length && (text[at] ?? '').trim() === '') at += 1
  return at
}

/** JSON values one after the other; undefined when it is not JSON after all. */
function readJsonStream(text: string): readonly YamlDocument[] | undefined {
  const documents: YamlDocument[] = []
  let line = 0
  let counted = 0
  for (let position = nextJson(text, 0); position < text.length; position = nextJson(text, position)) {
    for (; counted < position; counted++) if (text[counted] === '\n') line += 1
    const end = endOfJson(text, position)
    if (end === undefined) throw new YamlError('unexpected EOF', text.split('\n').length - 1)
    let value: unknown
    try {
      value = JSON.parse(text.slice(position, end))
    } catch {
      return undefined
    }
    const complaint = new ValueCheck(text).check(value)
    if (complaint !== undefined) throw new YamlError(complaint, line)
    documents.push({ value, line })
    position = end
  }
  return documents
}

/** Where the object that begins at `start` ends; undefined when the text ends first. */
function endOfJson(text: string, start: number): number | undefined {
  let depth = 0
  let inString = false
  for (let i = start; i < text.length; i++) {
    const character = text[i]
    if (inString) {
      if (character === '\\') i += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > MAX_JSON_DEPTH) throw new YamlError('exceeded max depth', text.slice(0, i).split('\n').length - 1)
    } else if (character === '}' || character === ']') {
      depth -= 1
      if (depth <= 0) return i + 1
    } else if (depth === 0 && character?.trim() !== '') return text.length
  }
  return undefined
}
