import { type FieldPosition, fieldPosition, type ObjectInFile } from '../manifest/field-position'
import { yamlDocuments } from '../manifest/yaml-documents'

/** Something wrong with a file: what, where, and who says so. */
export interface Problem {
  readonly source: 'server' | 'schema'
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly position: Omit<FieldPosition, 'exact'>
}

/** One complaint of kubectl or the API server, before it is placed in the file. */
interface Complaint {
  readonly severity: Problem['severity']
  readonly message: string
  readonly field?: string
  readonly line?: number
  readonly object?: ObjectInFile
}

/** Turns what `kubectl apply` printed on stderr into problems at the fields that it names. */
export function serverErrors(stderr: string, text: string): readonly Problem[] {
  return complaintsIn(stderr).map(complaint => ({
    source: 'server',
    severity: complaint.severity,
    message: complaint.message,
    position: place(complaint, text),
  }))
}

function complaintsIn(stderr: string): readonly Complaint[] {
  const complaints: Complaint[] = []
  let object: ObjectInFile | undefined
  for (const line of stderr.split('\n')) {
    if (line.trim() === '') continue
    const invalid = /^The (\S+) "([^"]*)" is invalid: ?(.*)$/.exec(line)
    if (invalid) {
      object = { kind: invalid[1] ?? '', name: invalid[2] ?? '' }
      if (invalid[3]) complaints.push(fieldComplaint(invalid[3], object))
    } else if (line.startsWith('* ')) {
      complaints.push(fieldComplaint(line.slice(2), object))
    } else {
      complaints.push(...otherComplaints(line, complaints))
    }
  }
  return complaints
}

/** `spec.template.spec.containers[0].image: Required value` */
function fieldComplaint(text: string, object: ObjectInFile | undefined): Complaint {
  const field = /^([A-Za-z][^\s:]*): /.exec(text)?.[1]
  return { severity: 'error', message: text, ...(field ? { field } : {}), ...(object ? { object } : {}) }
}

function otherComplaints(line: string, before: readonly Complaint[]): readonly Complaint[] {
  const unknown = [...line.matchAll(/(unknown|duplicate) field "([^"]+)"/g)]
  if (unknown.length > 0) {
    const kind = /cannot be handled as a (\w+)/.exec(line)?.[1]
    const severity = line.startsWith('Warning:') ? 'warning' : 'error'
    return unknown.map(match => ({
      severity,
      message: match[0],
      field: match[2] ?? '',
      ...(kind ? { object: { kind } } : {}),
    }))
  }
  if (line.startsWith('Warning:')) return [{ severity: 'warning', message: line.slice('Warning: '.length) }]
  const yamlLine = /yaml: line (\d+):/.exec(line)
  if (yamlLine) return [{ severity: 'error', message: line, line: Number(yamlLine[1]) }]
  const typed = /cannot be handled as a (\w+): json: cannot unmarshal .* Go struct field \w+\.(\S+) of type/.exec(line)
  if (typed) return [{ severity: 'error', message: line, field: typed[2] ?? '', object: { kind: typed[1] ?? '' } }]
  const mapping = /^error: resource mapping not found for name: "([^"]*)".*kind "([^"]*)" in version/.exec(line)
  if (mapping) {
    const field = 'kind'
    return [{ severity: 'error', message: line, field, object: { kind: mapping[2] ?? '', name: mapping[1] ?? '' } }]
  }
  const namespace = /namespaces "([^"]*)" not found$/.exec(line)
  if (namespace) return [{ severity: 'error', message: line, field: 'metadata.namespace' }]
  // Lines that only go on with the sentence before.
  if (before.length > 0 && !/^(error|Error|The|Warning)/.test(line)) return []
  return [{ severity: 'error', message: line }]
}

function place(complaint: Complaint, text: string): Problem['position'] {
  if (complaint.line !== undefined) return wholeLine(text, complaint.line)
  const { field, object } = complaint
  if (field !== undefined) {
    // The server writes `<nil>` or a list's key where a name stands in the file: the part before it is enough.
    const found = fieldPosition(text, field, object) ?? fieldPosition(text, field)
    if (found) return found
  }
  return wholeLine(text, yamlDocuments(text)[0]?.firstLine ?? 1)
}

function wholeLine(text: string, line: number): Problem['position'] {
  const content = text.split('\n', line)[line - 1] ?? ''
  const indent = content.length - content.trimStart().length
  return {
    startLine: line,
    startColumn: indent + 1,
    endLine: line,
    endColumn: Math.max(content.trimEnd().length, indent) + 1,
  }
}
