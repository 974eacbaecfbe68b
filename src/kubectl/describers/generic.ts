import { isRecord } from '../../base/fields'
import { goValueText } from '../output/jsonpath'
import type { DescribeWriter } from './describe-writer'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

const SKIPPED = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
])

/** Kinds without a describer of their own: every field, with its name spelled out. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go genericDescriber.Describe
export const describeAnything: Describer = (w, object, context) => {
  w.line(0, `Name:\t${object.metadata.name}`)
  w.line(0, `Namespace:\t${object.metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', object.metadata.labels)
  annotationsMultiline(w, 'Annotations', object.metadata.annotations)
  describeFields(w, 0, object, '')
  describeEvents(w, object, context)
}

function describeFields(
  w: DescribeWriter,
  level: number,
  record: Readonly<Record<string, unknown>>,
  path: string,
): void {
  for (const field of Object.keys(record).sort()) {
    const value = record[field]
    const here = `${path}.${field}`
    if (SKIPPED.has(here) || value === undefined) continue
    if (isRecord(value)) {
      w.line(level, `${label(field)}:`)
      describeFields(w, level + 1, value, here)
    } else if (Array.isArray(value)) {
      w.line(level, `${label(field)}:`)
      for (const item of value as readonly unknown[]) {
        if (isRecord(item)) describeFields(w, level + 1, item, here)
        else w.line(level + 1, goValueText(item))
      }
    } else w.line(level, `${label(field)}:\t${goValueText(value)}`)
  }
}

const ACRONYMS = new Set(['API', 'URL', 'UID', 'GUID'])

/** `apiVersion` becomes `API Version`. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go smartLabelFor
function label(field: string): string {
  if (/[^A-Za-z-]/.test(field)) return field
  const parts = field.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|-/g) ?? [field]
  return merged(parts)
    .map(part => {
      if (ACRONYMS.has(part.toUpperCase())) return part.toUpperCase()
      return part.toLowerCase() === part ? part.charAt(0).toUpperCase() + part.slice(1) : part
    })
    .join(' ')
}

/** Capitals in a row belong to the word after them when that begins with one: `UR`, `Ls`. */
function merged(parts: readonly string[]): readonly string[] {
  return parts.reduce<string[]>((words, part) => {
    const last = words.at(-1) ?? ''
    if (/^[A-Z]{2,}$/.test(last) && /^[A-Z]/.test(part)) words[words.length - 1] = last + part
    else words.push(part)
    return words
  }, [])
}
