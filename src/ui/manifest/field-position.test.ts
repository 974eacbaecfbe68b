import { describe, expect, it } from 'vitest'
import { fieldPosition } from './field-position'

const FILE = `apiVersion: v1
kind: Namespace
metadata:
  name: logging
---
# the agent
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector: {matchLabels: {app: agent}}
  template:
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      tolerations:
      - key: node-role.kubernetes.io/control-plane
        effect: NoSchedule
      - key: dedicated # by hand
        operator: Exists
      containers:
      - name: agent
        image: agent:v1
`

/** The text that a path leads to. */
function textAt(path: string, object = { kind: 'DaemonSet' }): string | undefined {
  const found = fieldPosition(FILE, path, object)
  if (!found) return undefined
  const line = FILE.split('\n')[found.startLine - 1] ?? ''
  return `${found.exact ? '' : 'near '}${line.slice(found.startColumn - 1, found.endLine === found.startLine ? found.endColumn - 1 : undefined)}`
}

describe('fieldPosition', () => {
  it.each([
    ['spec.template.spec.containers[0].image', 'image: agent:v1'],
    ['spec.template.spec.tolerations[1]', 'key: dedicated # by hand'],
    ['spec.template.spec.tolerations[1].operator', 'operator: Exists'],
    ['spec.template.spec.nodeSelector.kubernetes.io/os', 'kubernetes.io/os: linux'],
    ['spec.template.spec.nodeSelector[kubernetes.io/os]', 'kubernetes.io/os: linux'],
    ["spec.template.spec.nodeSelector['kubernetes.io/os']", 'kubernetes.io/os: linux'],
    ['spec.selector.matchLabels.app', 'app: agent'],
    ['spec.template.spec.tolerations', 'tolerations:'],
  ])('%s', (path, expected) => {
    expect(textAt(path)).toBe(expected)
  })

  it('leads to the nearest field around one that is missing', () => {
    expect(textAt('spec.template.spec.containers[0].imagePullPolicy')).toBe('near name: agent')
    expect(textAt('spec.updateStrategy.type')).toBe('near spec:')
  })

  it('looks in the document of the object that is meant', () => {
    expect(fieldPosition(FILE, 'metadata.name', { kind: 'Namespace' })?.startLine).toBe(4)
    expect(fieldPosition(FILE, 'metadata.name', { kind: 'DaemonSet', name: 'agent' })?.startLine).toBe(10)
    expect(fieldPosition(FILE, 'metadata.name', { document: 1 })?.startLine).toBe(10)
    expect(fieldPosition(FILE, 'metadata.name', { kind: 'DaemonSet', name: 'other' })).toBeUndefined()
  })

  it('answers nothing for text that is not YAML', () => {
    expect(fieldPosition('a: [', 'a')).toBeUndefined()
  })
})
