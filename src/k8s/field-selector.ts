import type { KubeObject } from './object'

/** Fields that the API gives a name in selectors although they are called otherwise in the object. */
const DEFAULTS: Readonly<Record<string, string>> = { 'spec.unschedulable': 'false' }

function fieldOf(object: KubeObject, path: string): string {
  let value: unknown = object
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return ''
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value === undefined || value === null ? (DEFAULTS[path] ?? '') : String(value)
}

/**
 * A text such as `spec.nodeName=worker-1,status.phase!=Running` as a test of objects. Throws SyntaxError with the server's
 * words.
 */
// Models staging/src/k8s.io/apimachinery/pkg/fields/selector.go ParseSelector
export function parseFieldSelector(text: string): (object: KubeObject) => boolean {
  const terms = splitTerms(text).map(term => parseTerm(text, term))
  return object => terms.every(({ path, value, negated }) => (fieldOf(object, path) === value) !== negated)
}

function splitTerms(text: string): string[] {
  const terms: string[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i += 1
    else if (text[i] === ',') {
      terms.push(text.slice(start, i))
      start = i + 1
    }
  }
  terms.push(text.slice(start))
  return terms.filter(term => term !== '')
}

function parseTerm(text: string, term: string): { path: string; value: string; negated: boolean } {
  const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(term)
  if (match === null) throw new SyntaxError(`invalid selector: '${text}'; can't understand '${term}'`)
  const [, path = '', operator, value = ''] = match
  return { path, value: unescapeValue(value), negated: operator === '!=' }
}

function unescapeValue(value: string): string {
  return value.replace(/\\([\\,=])/g, '$1')
}
