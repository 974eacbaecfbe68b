import { isRecord } from '../../base/fields'
import { sortedKeys } from '../../k8s/go-json'

/** The dialect of YAML that says where everything ends: braces, brackets, quoted strings. */
// Models sigs.k8s.io/yaml/kyaml
export function toKyaml(value: unknown): string {
  return `---\n${valueText(value, '')}\n`
}

function valueText(value: unknown, indent: string): string {
  if (Array.isArray(value)) return listText(value, indent)
  if (!isRecord(value)) return typeof value === 'string' ? stringText(value, indent) : String(value)
  const keys = sortedKeys(value)
  if (keys.length === 0) return '{}'
  const inner = `${indent}  `
  const lines = keys.map(key => `${inner}${keyText(key)}: ${valueText(value[key], inner)},\n`)
  return `{\n${lines.join('')}${indent}}`
}

function listText(list: readonly unknown[], indent: string): string {
  if (list.length === 0) return '[]'
  // Objects stand within the brackets, other values on lines of their own.
  if (list.every(isRecord)) return `[${list.map(item => valueText(item, indent)).join(', ')}]`
  const inner = `${indent}  `
  return `[\n${list.map(item => `${inner}${valueText(item, inner)},\n`).join('')}${indent}]`
}

function stringText(text: string, indent: string): string {
  const quoted = JSON.stringify(text)
  if (!text.includes('\n')) return quoted
  const inner = `${indent}   `
  const lines = quoted.slice(1, -1).split('\\n')
  const last = lines.pop() ?? ''
  return `"\\\n${lines.map(line => `${inner}${line}\\n\\\n`).join('')}${last === '' ? `${indent}  ` : `${inner}${last}`}"`
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_./-]*$/
const keyText = (key: string) =>
  PLAIN_KEY.test(key) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(key) ? key : JSON.stringify(key)
