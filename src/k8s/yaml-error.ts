import type { YAMLException } from 'js-yaml'

/** How Kubernetes' YAML reader words what js-yaml found. `line` counts from 0 in the document. */
export function yamlErrorOf(error: YAMLException, text: string): { message: string; line: number } {
  const { line = 0, position = 0 } = error.mark ?? {}
  const where = (shift: number, problem: string) => {
    // The real reader names no line when the problem is in the first.
    const prefix = line === 0 ? '' : `line ${line + shift}: `
    return { message: `yaml: ${prefix}${problem}`, line: Math.min(line, lastLine(text)) }
  }
  const reason = error.reason ?? ''
  const plain = (problem: string) => ({ message: `yaml: ${problem}`, line })
  const rule = RULES.find(([pattern]) => pattern.test(reason))
  if (rule !== undefined) return where(rule[1], rule[2])
  if (reason.startsWith('bad indentation')) {
    const character = text[position]
    if (character === ':') return where(1, 'mapping values are not allowed in this context')
    if (character !== undefined && '%`@'.includes(character))
      return where(1, 'found character that cannot start any token')
    return where(0, 'did not find expected key')
  }
  if (/flow collection/.test(reason)) {
    const closing = text.lastIndexOf('[', position) > text.lastIndexOf('{', position) ? ']' : '}'
    return where(0, `did not find expected ',' or '${closing}'`)
  }
  const alias = /^unidentified alias "(.*)"$/.exec(reason)?.[1]
  if (alias !== undefined) return plain(`unknown anchor '${alias}' referenced`)
  const tag = /^cannot resolve a node with !<tag:yaml\.org,2002:(\w+)>/.exec(reason)?.[1]
  if (tag !== undefined) {
    const value = new RegExp(`!!${tag}\\s+(\\S+)`).exec(text)?.[1] ?? ''
    return plain(`cannot decode !!str \`${value}\` as a !!${tag}`)
  }
  if (/non-printable|null byte/.test(reason)) return plain('control characters are not allowed')
  const depth = /^nesting exceeded maxDepth/.test(reason)
  return depth ? plain('exceeded max depth') : where(1, reason)
}

/** js-yaml's reason; what to add to its line to get the number that the real reader prints; the real words. */
const RULES: readonly (readonly [reason: RegExp, shift: number, problem: string])[] = [
  [/^tab characters/, 1, 'found character that cannot start any token'],
  [/quoted scalar$/, 1, 'found unexpected end of stream'],
  [/a multiline key may not be an implicit key/, 1, "could not find expected ':'"],
  [/a colon is missed/, 2, "could not find expected ':'"],
  [/^end of the stream or a document separator/, 0, 'did not find expected key'],
  [/^a line break is expected/, 1, 'did not find expected comment or line break'],
  [/^directives end mark is expected/, 0, 'did not find expected <document start>'],
  [/^unknown escape sequence/, 1, 'found unknown escape character'],
]

const lastLine = (text: string) => text.split('\n').length - 1
