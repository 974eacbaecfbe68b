import type { Taint } from '../../k8s/node'
import { fieldPosition } from './field-position'
import { identityOf, yamlDocuments } from './yaml-documents'

const POD_SPEC = 'spec.template.spec'

/** The file that holds the DaemonSet of this name; undefined when none does. */
export function fileOfDaemonSet(files: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.keys(files).find(file =>
    yamlDocuments(files[file] ?? '').some(document => {
      const identity = identityOf(document)
      return identity.kind === 'DaemonSet' && identity.name === name
    }),
  )
}

/**
 * The text with a toleration of the taint added to the DaemonSet, as a person would write it, and the line on which it
 * begins. Undefined when the place cannot be found: broken YAML, or flow style.
 */
export function withToleration(text: string, name: string, taint: Taint): { text: string; line: number } | undefined {
  const object = { kind: 'DaemonSet', name }
  const list = fieldPosition(text, `${POD_SPEC}.tolerations`, object)
  if (list?.exact) return afterHead(text, list.startLine, taint)
  const containers = fieldPosition(text, `${POD_SPEC}.containers`, object)
  if (!containers?.exact) return undefined
  const lines = text.split('\n')
  const head = lines[containers.startLine - 1] ?? ''
  if (!/^\s*containers:\s*(#.*)?$/.test(head)) return undefined
  const indent = head.slice(0, head.indexOf('c'))
  lines.splice(containers.startLine - 1, 0, `${indent}tolerations:`, ...item(taint, indent))
  return { text: lines.join('\n'), line: containers.startLine + 1 }
}

/** As the first item of a list that is there, indented like the others. */
function afterHead(text: string, headLine: number, taint: Taint): { text: string; line: number } | undefined {
  const lines = text.split('\n')
  const head = lines[headLine - 1] ?? ''
  const indent = /^\s*/.exec(head)?.[0] ?? ''
  if (/^\s*tolerations:\s*\[\s*\]\s*$/.test(head)) {
    lines.splice(headLine - 1, 1, `${indent}tolerations:`, ...item(taint, indent))
    return { text: lines.join('\n'), line: headLine + 1 }
  }
  if (!/^\s*tolerations:\s*(#.*)?$/.test(head)) return undefined
  const first = lines.slice(headLine).find(line => /^\s*-/.test(line))
  lines.splice(headLine, 0, ...item(taint, /^\s*/.exec(first ?? indent)?.[0] ?? indent))
  return { text: lines.join('\n'), line: headLine + 1 }
}

function item({ key, value, effect }: Taint, indent: string): readonly string[] {
  const match = value ? [`operator: Equal`, `value: ${scalar(value)}`] : ['operator: Exists']
  return [`${indent}- key: ${key}`, ...[...match, `effect: ${effect}`].map(line => `${indent}  ${line}`)]
}

/** Values such as `true` or `1` would not be read as text. */
function scalar(value: string): string {
  return /^[A-Za-z][\w.-]*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value) ? value : `"${value}"`
}
