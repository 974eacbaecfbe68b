import { isRecord } from '../base/fields'
import { parseJson } from './big-integer'
import { scanJson } from './json-scan'
import { UnsupportedKey, valueOfDocument } from './yaml-reader/node-value'
import { Parser } from './yaml-reader/parser'
import { contentProblem, YamlProblem } from './yaml-reader/yaml-text'

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

/** Behind what begins like JSON may be YAML: then the complaints about the JSON count only if the YAML is wrong, too. */
// Models decoder.go YAMLOrJSONDecoder.Decode
function readJsonOrYaml(text: string): readonly YamlDocument[] {
  const { documents, error, end } = readJsonStream(text)
  if (error === undefined) return documents
  // What of the first line is left behind a value is white space; the real reader looks at four bytes at once.
  const start = documents.length === 0 ? 0 : end + (/^[^\S\n]*/.exec(text.slice(end))?.[0].length ?? 0)
  if (documents.length > 1 || text.length - start < 4) throw Object.assign(error, { before: documents })
  try {
    const rest = text.slice(text[start] === '\n' ? start + 1 : start)
    return [...documents, ...readYamlStream(rest, lineCount(text) - lineCount(rest))]
  } catch (yamlError) {
    if (!(yamlError instanceof YamlError)) throw yamlError
    throw Object.assign(error, { before: documents })
  }
}

function readYamlStream(plain: string, firstLine = 0): readonly YamlDocument[] {
  const documents: YamlDocument[] = []
  try {
    for (const { body, line } of splitDocuments(plain)) {
      const value = readDocument(body, firstLine + line)
      if (value !== null && value !== undefined) documents.push({ value, line: firstLine + line })
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
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  let start = 0
  for (const [index, line] of [...lines, '---'].entries()) {
    if (!line.startsWith('---')) continue
    const rest = line.slice(3).trim()
    if (rest !== '' && !rest.startsWith('#')) throw new YamlError(`invalid Yaml document separator: ${rest}`, index)
    // With nothing before it, it is the first line of a document, and counts as one.
    if (index === start && index < lines.length) continue
    const body = lines.slice(start, index).map(one => `${one}\n`)
    if (body.length > 0) yield { body: body.join(''), line: start }
    start = index + 1
  }
}

function readDocument(text: string, line: number): unknown {
  const parser = new Parser(text.startsWith('\ufeff') ? text.slice(1) : text)
  try {
    const value = readFirst(parser, text)
    const complaint = new ValueCheck().check(value)
    if (complaint !== undefined) throw new YamlError(`error converting YAML to JSON: ${complaint}`, line)
    return value
  } catch (error) {
    if (error instanceof UnsupportedKey) {
      throw new YamlError(`error converting YAML to JSON: ${error.message}`, line + error.line)
    }
    if (!(error instanceof YamlProblem)) throw error
    const where = error.line === 0 ? '' : `line ${error.line}: `
    const last = text.split('\n').length - 1
    throw new YamlError(
      `error converting YAML to JSON: yaml: ${where}${error.problem}`,
      line + Math.min(error.at, last),
    )
  }
}

/** The first document: nobody looks at what follows it. */
function readFirst(parser: Parser, text: string): unknown {
  let problem: YamlProblem | undefined
  try {
    const node = parser.document()
    requirePrintable(parser, text)
    return node === undefined ? null : valueOfDocument(node)
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error
    problem = error
  }
  requirePrintable(parser, text)
  throw problem
}

const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
/** The real reader takes as much at a time. */
const CHUNK = 512

function requirePrintable(parser: Parser, text: string): void {
  const index = UNPRINTABLE.exec(text)?.index
  if (index === undefined || Math.floor(index / CHUNK) > Math.floor(parser.position / CHUNK)) return
  throw contentProblem('control characters are not allowed', text.slice(0, index).split('\n').length - 1)
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

interface JsonStream {
  readonly documents: readonly YamlDocument[]
  readonly error?: YamlError
  /** Behind the last value. */
  readonly end: number
}

/** JSON values one after the other, as far as they go, and what stopped the reading. */
function readJsonStream(text: string): JsonStream {
  const documents: YamlDocument[] = []
  let end = 0
  let line = 0
  let counted = 0
  for (let position = nextJson(text, 0); position < text.length; position = nextJson(text, position)) {
    for (; counted < position; counted++) if (text[counted] === '\n') line += 1
    const scan = scanJson(text, position)
    if (scan === undefined) return { documents, end, error: new YamlError('unexpected EOF', lineCount(text) - 1) }
    if ('message' in scan) {
      return { documents, end, error: new YamlError(`json: offset ${scan.offset}: ${scan.message}`, line) }
    }
    const value = wellFormed(parseJson(text.slice(position, scan.end)))
    const complaint = new ValueCheck().check(value)
    if (complaint !== undefined) throw new YamlError(complaint, line)
    documents.push({ value, line })
    position = scan.end
    end = scan.end
  }
  return { documents, end }
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Halves of characters, which JSON can write, are the sign for what cannot be read. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(LONE, '\ufffd')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wellFormed(item)]))
}

const lineCount = (text: string) => text.split('\n').length
