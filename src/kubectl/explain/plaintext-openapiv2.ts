import type { ApiDocumentation, FieldDocumentation, TypeDocumentation } from '../documentation/api-documentation'
import { type Explained, fieldsOf } from './find-field'

const WIDTH = 80
const FIELD_INDENT = 3
const TEXT_INDENT = 5

/** `kubectl explain -o plaintext-openapiv2`: the form of older versions. */
// Models staging/src/k8s.io/kubectl/pkg/explain/model_printer.go
export function plaintextOpenapiV2(explained: Explained, recursive: boolean): string {
  const { group, kind, version, field, type, api } = explained
  let text = `KIND:     ${kind}\nVERSION:  ${group === '' ? version : `${group}/${version}`}\n\n`
  const fields = fieldsOf(type)
  if (field !== undefined) {
    const label = fields.length > 0 ? 'RESOURCE:' : 'FIELD:   '
    text += `${label} ${field.name} <${oldType(field, api)}>\n\n`
  }
  const descriptions = [field?.description, type?.description].filter(each => each !== undefined)
  const described = descriptions.length === 0 ? ['<empty>'] : descriptions
  text += `DESCRIPTION:\n${described.map(each => wrapped(each, TEXT_INDENT)).join('\n')}`
  if (fields.length === 0) return text
  text += '\nFIELDS:\n'
  if (recursive) return `${text}${fieldTree(fields, api, FIELD_INDENT, new Set())}`
  return `${text}${fields
    .map(
      ([name, each]) => `${fieldLine(name, each, api)}${wrapped(each.description ?? '<no description>', TEXT_INDENT)}`,
    )
    .join('\n')}\n`
}

function fieldLine(name: string, field: FieldDocumentation, api: ApiDocumentation): string {
  return `${' '.repeat(FIELD_INDENT)}${name}\t<${oldType(field, api)}>${field.required === true ? ' -required-' : ''}\n`
}

function fieldTree(
  fields: readonly (readonly [string, FieldDocumentation])[],
  api: ApiDocumentation,
  indent: number,
  above: ReadonlySet<TypeDocumentation>,
): string {
  return fields
    .map(([name, field]) => {
      const line = `${' '.repeat(indent)}${name}\t<${oldType(field, api)}>\n`
      const type = field.of === undefined ? undefined : api.types[field.of]
      if (type === undefined || above.has(type)) return line
      return line + fieldTree(fieldsOf(type), api, indent + FIELD_INDENT, new Set([...above, type]))
    })
    .join('')
}

/** Types had no names then: what has fields is an Object, what is written as one value is a string. */
function oldType(field: FieldDocumentation, api: ApiDocumentation): string {
  if (field.of === undefined) return field.type
  const fields = api.types[field.of]?.fields
  const old = fields === undefined ? 'string' : Object.keys(fields).length === 0 ? 'map[string]' : 'Object'
  return `${/^(?:\[\]|map\[string\])*/.exec(field.type)?.[0] ?? ''}${old}`
}

const BULLET = /^(\d+\.?|-|\*)\s/

/** Words fill the lines; lists, empty lines and what follows a colon begin a new one. */
// Models staging/src/k8s.io/kubectl/pkg/explain/formatter.go wrapString
function wrapped(text: string, indent: number): string {
  const lines: string[] = []
  let line = ''
  let lastWord = ''
  const flush = () => {
    if (line !== '') lines.push(line)
    line = ''
    lastWord = ''
  }
  for (const source of text.split('\n')) {
    if (source.startsWith('    ')) {
      flush()
      lines.push(source)
      continue
    }
    if (source.trim() === '' && (lines.length > 0 || line !== '')) {
      flush()
      lines.push('')
      continue
    }
    if (lastWord.endsWith(':') || BULLET.test(source.trim())) flush()
    for (const word of source.split(/\s+/).filter(each => each !== '')) {
      if (line !== '' && line.length + 1 + word.length > WIDTH - indent) flush()
      line = line === '' ? word : `${line} ${word}`
      lastWord = word
    }
  }
  flush()
  return lines.map(each => (each === '' ? '\n' : `${' '.repeat(indent)}${each}\n`)).join('')
}
