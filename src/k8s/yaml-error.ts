import type { YAMLException } from 'js-yaml'

/** What the real reader says, and on which line (counted from 0) of the document. */
interface Worded {
  readonly message: string
  readonly line: number
}

/** Where js-yaml stopped. */
interface Place {
  readonly text: string
  readonly line: number
  readonly position: number
  readonly column: number
}

/** How Kubernetes' YAML reader words what js-yaml found. `line` counts from 0 in the document. */
export function yamlErrorOf(error: YAMLException, text: string): Worded {
  const { line = 0, position = 0, column = 0 } = error.mark ?? {}
  const place = { text, line, position, column }
  const reason = error.reason ?? ''
  return (
    simpleRule(place, reason) ??
    tabError(place, reason) ??
    indentationError(place, reason) ??
    streamError(place, reason) ??
    flowError(place, reason) ??
    aliasError(place, reason) ??
    tagError(place, reason) ??
    otherError(place, reason)
  )
}

function where({ text, line }: Place, shift: number, problem: string): Worded {
  // The real reader names no line when the problem is in the first.
  const prefix = line === 0 ? '' : `line ${line + shift}: `
  return { message: `yaml: ${prefix}${problem}`, line: Math.min(line, lastLine(text)) }
}

const lastLine = (text: string) => text.split('\n').length - 1

const KEY_EXPECTED = 'did not find expected key'
const CONTENT_EXPECTED = 'did not find expected node content'
const NO_TOKEN = 'found character that cannot start any token'

/** js-yaml's reason; what to add to its line to get the number that the real reader prints; the real words. */
const RULES: readonly (readonly [reason: RegExp, shift: number, problem: string])[] = [
  [/quoted scalar$/, 1, 'found unexpected end of stream'],
  [/a multiline key may not be an implicit key/, 1, "could not find expected ':'"],
  [/^a line break is expected/, 1, 'did not find expected comment or line break'],
  [/^directives end mark is expected/, 0, 'did not find expected <document start>'],
  [/^incomplete explicit mapping pair/, 0, KEY_EXPECTED],
  [/^expected a single document/, 0, CONTENT_EXPECTED],
  [/^name of an anchor node/, 1, 'did not find expected alphabetic or numeric character'],
  [/^unknown escape sequence/, 1, 'found unknown escape character'],
]

function simpleRule(place: Place, reason: string): Worded | undefined {
  if (/a colon is missed/.test(reason)) {
    // A quoted text that was not closed on its line has swallowed what followed.
    return isInsideQuotes(place) ? where(place, 0, KEY_EXPECTED) : where(place, 2, "could not find expected ':'")
  }
  if (reason.startsWith('directives end mark') && /^%\w+[^\w\s-]/.test(place.text)) {
    return where({ ...place, line: 0 }, 1, 'found unexpected non-alphabetical character')
  }
  const rule = RULES.find(([pattern]) => pattern.test(reason))
  return rule && where(place, rule[1], rule[2])
}

function isInsideQuotes({ text, position }: Place): boolean {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1
  return (text.slice(0, lineStart).split('"').length - 1) % 2 === 1
}

/** A tab at the start of a line: it violates the indentation of the plain text that it seems to go on with. */
function tabError(place: Place, reason: string): Worded | undefined {
  if (!reason.startsWith('tab characters')) return undefined
  const before = place.text.slice(0, place.position).trimEnd().split('\n').at(-1) ?? ''
  return where(place, 1, tabProblem(before))
}

/** What a tab at the start of a line does wrong, by the line before it. */
export function tabProblem(before: string): string {
  if (/(^|[:-]\s+)[|>][-+1-9]{0,2}$/.test(before)) return 'found a tab character where an indentation space is expected'
  const goesOn =
    /(^|[:-]\s+|^\s*)[^\s'"[\]{}#&*!|>%@`:,-](?:[^#:]|:\S)*$/.test(before.replace(/^\s*(- )?[\w./-]+:\s+/, ': ')) &&
    !/:$/.test(before)
  return goesOn ? 'found a tab character that violates indentation' : NO_TOKEN
}

function indentationError(place: Place, reason: string): Worded | undefined {
  if (!reason.startsWith('bad indentation')) return undefined
  const { text, position } = place
  const character = text[position] ?? ''
  const isValue = /[:-][ \t]+$/.test(text.slice(0, position))
  if (character === ':') return where(place, 1, 'mapping values are not allowed in this context')
  if (character !== '' && '%`@'.includes(character)) return where(place, 1, NO_TOKEN)
  if (isValue && ']},'.includes(character)) return where(place, 0, CONTENT_EXPECTED)
  if (isValue && /^-\s/.test(text.slice(position, position + 2))) {
    return where(place, 1, 'block sequence entries are not allowed in this context')
  }
  if ((character === "'" || character === '"') && !text.slice(position + 1).includes(character)) {
    return where({ ...place, line: lastLine(text) }, 1, 'found unexpected end of stream')
  }
  return where(place, 0, followsSequence(place) ? "did not find expected '-' indicator" : KEY_EXPECTED)
}

/**
 * Whether the line stands where another element of a sequence should begin. A sequence that stands no deeper than its key ends
 * without a word, so there a key is missed.
 */
function followsSequence({ text, position, column }: Place): boolean {
  const lines = text
    .slice(0, position)
    .split('\n')
    .slice(0, -1)
    .filter(line => line.trim() !== '' && !line.trimStart().startsWith('#'))
  const at = lines.findLastIndex(line => indentOf(line) <= column)
  const dashes = dashColumns(lines[at] ?? '').filter(dash => dash <= column)
  const dash = dashes.at(-1)
  if (dash === undefined) return false
  if (dashes.length > 1) return true
  const parent = lines
    .slice(0, at)
    .findLast(line => indentOf(line) <= dash && !(indentOf(line) === dash && isElement(line)))
  return parent === undefined || indentOf(parent) < dash
}

const isElement = (line: string) => /^\s*-(\s|$)/.test(line)

/** Where the dashes stand that a line begins with. */
function dashColumns(line: string): number[] {
  const start = /^\s*(-\s+)*/.exec(line)?.[0] ?? ''
  return [...start.matchAll(/-/g)].map(match => match.index)
}

const indentOf = (line: string) => line.length - line.trimStart().length

function streamError(place: Place, reason: string): Worded | undefined {
  if (!reason.startsWith('end of the stream or a document separator')) return undefined
  const lineStart = place.text.lastIndexOf('\n', place.position - 1) + 1
  if (place.text[lineStart] === '\t') return where(place, 1, NO_TOKEN)
  if (lineStart === 0 && /^[@`]/.test(place.text)) return where(place, 1, NO_TOKEN)
  if (place.text[place.position] === ':') return where(place, 1, 'mapping values are not allowed in this context')
  return where(place, 0, followsSequence(place) ? "did not find expected '-' indicator" : KEY_EXPECTED)
}

function flowError(place: Place, reason: string): Worded | undefined {
  if (!/flow collection/.test(reason)) return undefined
  const { text, position } = place
  if (/^-\s/.test(text.slice(position, position + 2))) return where(place, 0, CONTENT_EXPECTED)
  const closing = text.lastIndexOf('[', position) > text.lastIndexOf('{', position) ? ']' : '}'
  return where(place, 0, `did not find expected ',' or '${closing}'`)
}

function aliasError(place: Place, reason: string): Worded | undefined {
  const noName = 'did not find expected alphabetic or numeric character'
  if (reason.startsWith('name of an alias node')) return where(place, 1, noName)
  const alias = /^unidentified alias "(.*)"$/.exec(reason)?.[1]
  if (alias === undefined) return undefined
  if (!/^[\w-]*$/.test(alias)) return where(place, 1, noName)
  return { message: `yaml: unknown anchor '${alias}' referenced`, line: place.line }
}

function tagError({ text, line }: Place, reason: string): Worded | undefined {
  const tag = /^cannot resolve a node with !<tag:yaml\.org,2002:(\w+)>/.exec(reason)?.[1]
  if (tag === undefined) return undefined
  const value = new RegExp(`!!${tag}\\s+(\\S+)`).exec(text)?.[1] ?? ''
  return { message: `yaml: cannot decode !!str \`${value}\` as a !!${tag}`, line }
}

function otherError(place: Place, reason: string): Worded {
  if (reason.startsWith('cannot merge mappings')) {
    return { message: 'yaml: map merge requires map or sequence of maps as the value', line: place.line }
  }
  if (/non-printable|null byte/.test(reason)) {
    return { message: 'yaml: control characters are not allowed', line: place.line }
  }
  if (reason.startsWith('nesting exceeded maxDepth')) return { message: 'yaml: exceeded max depth', line: place.line }
  return where(place, 1, reason)
}
