import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { fileOfDaemonSet, withToleration } from './add-toleration'

const BARE = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    spec:
      containers:
      - name: agent
        image: agent:v1
`
const GPU = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }

function tolerations(text: string | undefined): unknown {
  const object = load(text ?? '') as { spec: { template: { spec: { tolerations: unknown } } } }
  return object.spec.template.spec.tolerations
}

describe('withToleration', () => {
  it('makes the list where there is none', () => {
    const after = withToleration(BARE, 'agent', GPU)
    expect(tolerations(after?.text)).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' },
    ])
    expect(after?.text.split('\n')[(after?.line ?? 0) - 1]).toBe('      - key: dedicated')
  })

  it('puts it in front of others, indented alike', () => {
    const one = withToleration(BARE, 'agent', GPU)
      ?.text.replace('      - key', '        - key')
      .replaceAll(/^ {8}(operator|value|effect)/gm, '          $1')
    const two = withToleration(one ?? '', 'agent', { key: 'maintenance', effect: 'NoExecute' })
    expect(tolerations(two?.text)).toMatchObject([{ key: 'maintenance', operator: 'Exists' }, { key: 'dedicated' }])
  })

  it('fills an empty list, and quotes what would not be text', () => {
    const empty = BARE.replace('      containers:', '      tolerations: []\n      containers:')
    const after = withToleration(empty, 'agent', { key: 'dedicated', value: 'true', effect: 'NoSchedule' })
    expect(tolerations(after?.text)).toMatchObject([{ value: 'true' }])
  })

  it('does not touch what it does not understand', () => {
    expect(withToleration('a: [', 'agent', GPU)).toBeUndefined()
    expect(withToleration(BARE, 'other', GPU)).toBeUndefined()
  })
})

it('finds the file of a DaemonSet', () => {
  expect(fileOfDaemonSet({ 'a.yaml': 'kind: Pod\nmetadata: {name: agent}\n', 'b.yaml': BARE }, 'agent')).toBe('b.yaml')
  expect(fileOfDaemonSet({ 'b.yaml': BARE }, 'other')).toBeUndefined()
})
