import { compareText } from '../../base/compare-text'
import type { Taint } from '../../k8s/node'
import type { Toleration } from '../../k8s/pod'
import { taintText } from '../../k8s/taints'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { DescribeWriter } from './describe-writer'

type Labels = Readonly<Record<string, string>> | undefined

const MAX_ANNOTATION = 140
const SKIPPED_ANNOTATIONS = new Set([LAST_APPLIED_ANNOTATION])

/** `Title:` with one entry a line under each other; `<none>` for no entries. */
function entries(w: DescribeWriter, title: string, lines: readonly string[], level = 0): void {
  if (lines.length === 0) w.line(level, `${title}:\t<none>`)
  for (const [index, line] of lines.entries()) w.line(level, `${index === 0 ? `${title}:` : ''}\t${line}`)
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go printLabelsMultiline
export function labelsMultiline(w: DescribeWriter, title: string, labels: Labels, level = 0): void {
  const keys = Object.keys(labels ?? {}).sort(compareText)
  const lines = keys.map(key => `${key}=${labels?.[key] ?? ''}`)
  entries(w, title, lines, level)
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go printAnnotationsMultiline
export function annotationsMultiline(w: DescribeWriter, title: string, annotations: Labels): void {
  const keys = Object.keys(annotations ?? {})
    .filter(key => !SKIPPED_ANNOTATIONS.has(key))
    .sort(compareText)
  entries(
    w,
    title,
    keys.flatMap(key => {
      const value = (annotations?.[key] ?? '').replace(/\n$/, '')
      if (value.length + key.length + 2 <= MAX_ANNOTATION && !value.includes('\n')) return [`${key}: ${value}`]
      return [`${key}:`, ...value.split('\n').map(line => `  ${shorten(line, MAX_ANNOTATION - 2)}`)]
    }),
  )
}

const shorten = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}...` : text)

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go printTolerationsMultilineWithIndent
export function tolerationsMultiline(w: DescribeWriter, title: string, tolerations: readonly Toleration[] = []): void {
  const sorted = [...tolerations].sort((a, b) => compareText(a.key ?? '', b.key ?? ''))
  entries(w, title, sorted.map(tolerationText))
}

function tolerationText({ key = '', operator, value = '', effect = '', tolerationSeconds }: Toleration): string {
  let text = key
  if (value !== '') text += `=${value}`
  if (effect !== '') text += `:${effect}`
  if (operator === 'Exists' && value === '') text += text === '' ? 'op=Exists' : ' op=Exists'
  return tolerationSeconds === undefined ? text : `${text} for ${tolerationSeconds}s`
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go printTaintsMultilineWithIndent
export function taintsMultiline(w: DescribeWriter, title: string, taints: readonly Taint[] = []): void {
  const sorted = [...taints].sort((a, b) => compareText(`${a.effect},${a.key}`, `${b.effect},${b.key}`))
  entries(w, title, sorted.map(taintText))
}
