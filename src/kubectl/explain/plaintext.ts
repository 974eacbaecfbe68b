import type { ApiDocumentation, FieldDocumentation, TypeDocumentation } from '../documentation/api-documentation'
import { wrapWords } from '../output/word-wrap'
import { type Explained, fieldsOf } from './find-field'

const WIDTH = 76
const SHOWN_VALUES = 4

/** The heading of every explanation. */
export function plaintextHeading({ group, kind, version }: Pick<Explained, 'group' | 'kind' | 'version'>): string {
  return `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`
}

/** `kubectl explain` in its usual form. */
// Models staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl
export function plaintext(explained: Explained, recursive: boolean): string {
  const { field, type, api } = explained
  let text = plaintextHeading(explained)
  if (field !== undefined) {
    const values = field.values?.map(value => `    ${shownValue(value)}\n`).join('')
    text += `FIELD: ${field.name} <${field.type}>\n`
    text += values === undefined ? '\n\n' : `ENUM:\n${values}\n`
  }
  const descriptions = [field?.description, type?.description].filter(each => each !== undefined)
  text += `DESCRIPTION:\n${descriptions.length === 0 ? '    <empty>\n' : `${indented(descriptions)}    \n`}`
  const fields = fieldsOf(type)
  if (fields.length === 0) return `${text}\n`
  text += 'FIELDS:\n'
  if (recursive) return `${text}${fieldTree(fields, api, 1, new Set())}\n`
  return `${text}${fields.map(([name, each]) => `${fieldLines(name, each, '  ')}${indented([each.description ?? '<no description>'])}\n`).join('')}\n`
}

function fieldLines(name: string, field: FieldDocumentation, indent: string): string {
  const line = `${indent}${name}\t<${field.type}>${field.required === true ? ' -required-' : ''}\n`
  if (field.values === undefined) return line
  const shown = field.values.slice(0, SHOWN_VALUES).map(shownValue)
  const more = field.values.length > SHOWN_VALUES ? ', ....' : ''
  return `${line}${indent}enum: ${shown.join(', ')}${more}\n`
}

const shownValue = (value: string) => (value === '' ? '""' : value)

function fieldTree(
  fields: readonly (readonly [string, FieldDocumentation])[],
  api: ApiDocumentation,
  depth: number,
  above: ReadonlySet<TypeDocumentation>,
): string {
  return fields
    .map(([name, field]) => {
      const line = fieldLines(name, field, '  '.repeat(depth))
      const type = field.of === undefined ? undefined : api.types[field.of]
      if (type === undefined || above.has(type)) return line
      return line + fieldTree(fieldsOf(type), api, depth + 1, new Set([...above, type]))
    })
    .join('')
}

function indented(texts: readonly string[]): string {
  return texts
    .map(text => wrapWords(text, WIDTH))
    .flatMap(text => text.split('\n'))
    .map(line => `    ${line}\n`)
    .join('')
}
