import { type EventType, load, type State } from 'js-yaml'
import { identityOf, type YamlDocument, yamlDocuments } from './yaml-documents'

/** A stretch of a file, as Monaco counts: lines and columns from 1, the end column after the last character. */
export interface FieldPosition {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  /** The whole path was found; otherwise this is the nearest field around it. */
  readonly exact: boolean
}

/** Which object of a file a field belongs to; what is left out may be any. */
export interface ObjectInFile {
  readonly kind?: string
  readonly name?: string
  /** Document number from 0. */
  readonly document?: number
}

/** Larger documents are not searched: nobody reads them line by line, and the page must stay quick. */
const SEARCH_LIMIT = 300_000

/**
 * Where `path` (such as `spec.template.spec.containers[0].image`) stands in the file. Keys with dots in them are found
 * too (`nodeSelector.kubernetes.io/os`). Undefined when the object is not there or its YAML cannot be read.
 */
export function fieldPosition(text: string, path: string, object: ObjectInFile = {}): FieldPosition | undefined {
  let nearest: FieldPosition | undefined
  for (const document of documentsOf(text, object)) {
    const found = positionIn(document, path)
    if (found?.exact) return found
    nearest ??= found
  }
  return nearest
}

function documentsOf(text: string, object: ObjectInFile): readonly YamlDocument[] {
  return yamlDocuments(text).filter(document => {
    if (object.document !== undefined) return document.index === object.document
    const { kind, name } = identityOf(document)
    return (object.kind === undefined || object.kind === kind) && (object.name === undefined || object.name === name)
  })
}

function positionIn(document: YamlDocument, path: string): FieldPosition | undefined {
  if (document.text.length > SEARCH_LIMIT) return undefined
  const root = placesOf(document.text)
  if (root === undefined) return undefined
  const { place, exact } = follow(root, path)
  const start = lineAndColumn(document.text, place.keyStart ?? place.start)
  const end = endOf(document.text, place)
  return {
    startLine: start.line + document.firstLine - 1,
    startColumn: start.column,
    endLine: end.line + document.firstLine - 1,
    endColumn: end.column,
    exact,
  }
}

/** A node of the document: offsets into its text, and the fields or items inside. */
interface Place {
  readonly start: number
  end: number
  keyStart?: number
  readonly children: Place[]
  fields?: ReadonlyMap<string, Place>
  kind?: string | null
  value?: unknown
}

/** Offsets of every node, from js-yaml's parser events. */
function placesOf(text: string): Place | undefined {
  const open: Place[] = []
  let root: Place | undefined
  const listener = (event: EventType, state: State) => {
    if (event === 'open') {
      open.push({ start: state.position, end: state.position, children: [] })
      return
    }
    const place = open.pop()
    if (place === undefined) return
    place.end = state.position
    place.kind = state.kind
    place.value = state.result
    if (place.kind === 'mapping') place.fields = fieldsOf(place.children)
    const parent = open.at(-1)
    if (parent === undefined) root = place
    else parent.children.push(place)
  }
  try {
    load(text, { listener, json: true })
  } catch {
    return undefined
  }
  return root
}

/** The parser tells of keys and values in turn. */
function fieldsOf(children: readonly Place[]): ReadonlyMap<string, Place> {
  const fields = new Map<string, Place>()
  for (let i = 0; i + 1 < children.length; i += 2) {
    const key = children[i]
    const value = children[i + 1]
    if (key === undefined || value === undefined) continue
    value.keyStart = key.start
    fields.set(String(key.value), value)
  }
  return fields
}

function follow(root: Place, path: string): { place: Place; exact: boolean } {
  let place = root
  let rest = path
  while (rest !== '') {
    const next = stepInto(place, rest)
    if (next === undefined) return { place, exact: false }
    place = next.place
    rest = next.rest
  }
  return { place, exact: true }
}

function stepInto(place: Place, path: string): { place: Place; rest: string } | undefined {
  const index = /^\[(\d+)\]\.?/.exec(path)
  if (index) {
    const item = place.kind === 'sequence' ? place.children[Number(index[1])] : undefined
    return item && { place: item, rest: path.slice(index[0].length) }
  }
  const bracketed = /^\[(?:(['"])(.*?)\1|([^\]]+))\]\.?/.exec(path)
  if (bracketed) {
    const field = place.fields?.get(bracketed[2] ?? bracketed[3] ?? '')
    return field && { place: field, rest: path.slice(bracketed[0].length) }
  }
  let best: { place: Place; rest: string; length: number } | undefined
  for (const [key, field] of place.fields ?? []) {
    const after = path.slice(key.length)
    if (!path.startsWith(key) || !/^($|\.|\[)/.test(after) || (best && best.length >= key.length)) continue
    best = { place: field, rest: after.replace(/^\./, ''), length: key.length }
  }
  return best
}

/** A scalar is marked whole, a list or map by its first line only. */
function endOf(text: string, place: Place): { line: number; column: number } {
  const start = skipSpace(text, place.keyStart ?? place.start)
  const lineEnd = text.indexOf('\n', start)
  const firstLineEnd = lineEnd === -1 ? text.length : lineEnd
  const end = place.kind === 'scalar' && place.end > start ? Math.min(place.end, firstLineEnd) : firstLineEnd
  return lineAndColumn(text, start + text.slice(start, end).trimEnd().length, true)
}

function lineAndColumn(text: string, offset: number, exactly = false): { line: number; column: number } {
  const at = exactly ? offset : skipSpace(text, offset)
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: at - lineStart + 1 }
}

/** The parser opens a node before the blanks, line ends and comments in front of it. */
function skipSpace(text: string, offset: number): number {
  const blank = /(?:\s|#.*)*/y
  blank.lastIndex = offset
  return offset + (blank.exec(text)?.[0].length ?? 0)
}
