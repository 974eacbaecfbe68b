import { PlainError } from '../command/failure'
import { goValueText, JsonPath } from './jsonpath'
import { PathSyntaxError } from './jsonpath-parser'
import { alignTabs, TABLE_WRITER } from './tab-writer'

interface CustomColumn {
  readonly header: string
  /** Undefined when it cannot be read. */
  readonly path: JsonPath | undefined
  /** Why the path cannot be read: kubectl finds out after it has printed the headers. */
  readonly problem?: string
}

/** Reads `NAME:.metadata.name,IMAGE:.spec.x`. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go NewCustomColumnsPrinterFromSpec
export function parseCustomColumns(spec: string): readonly CustomColumn[] {
  if (spec === '') throw new PlainError('custom-columns format specified but no custom columns given')
  return splitColumns(spec).map(part => {
    const colon = part.indexOf(':')
    if (colon < 0) throw new PlainError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    return { header: part.slice(0, colon), ...readPath(relaxedPath(part.slice(colon + 1))) }
  })
}

function readPath(text: string): Pick<CustomColumn, 'path' | 'problem'> {
  try {
    return { path: new JsonPath(text) }
  } catch (error) {
    if (error instanceof PathSyntaxError) return { path: undefined, problem: error.message }
    throw error
  }
}

// A comma inside brackets belongs to the path.
function splitColumns(spec: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const character of spec) {
    if (character === '[') depth += 1
    if (character === ']') depth -= 1
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

/** `name`, `.name`, `{name}` and `{.name}` all mean `{.name}`. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go RelaxedJSONPathExpression
export function relaxedPath(path: string): string {
  if (path === '') return path
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path)
  const inner = match?.[1] ?? match?.[2]
  if (inner === undefined) {
    throw new PlainError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    )
  }
  return `{.${inner}}`
}

export function printCustomColumns(
  columns: readonly CustomColumn[],
  objects: readonly unknown[],
  headers: boolean,
): string {
  const lines = objects.map(object => columns.map(column => cellText(column.path, object)).join('\t'))
  if (headers) lines.unshift(columns.map(column => column.header).join('\t'))
  return lines.length === 0 ? '' : alignTabs(`${lines.join('\n')}\n`, TABLE_WRITER)
}

function cellText(path: JsonPath | undefined, object: unknown): string {
  let found: readonly (readonly unknown[])[] = []
  try {
    found = path?.find(object) ?? []
  } catch {
    // What does not fit the object is as good as absent.
  }
  const values = found.flat()
  return values.length === 0 ? '<none>' : values.map(goValueText).join(',')
}
