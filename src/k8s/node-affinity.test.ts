import { describe, expect, it } from 'vitest'
import { matchesNodeSelectorTerm, matchesRequiredNodeAffinity } from './node-affinity'
import type { NodeSelectorRequirement } from './pod'

const worker = { name: 'worker-1', labels: { disktype: 'ssd', cores: '16' } }
const expression = (key: string, operator: string, ...values: string[]): NodeSelectorRequirement => ({
  key,
  operator,
  values,
})
const matches = (...matchExpressions: NodeSelectorRequirement[]) =>
  matchesNodeSelectorTerm({ matchExpressions }, worker)

describe('node selector terms', () => {
  it.each<[NodeSelectorRequirement, boolean]>([
    [expression('disktype', 'In', 'ssd', 'nvme'), true],
    [expression('disktype', 'NotIn', 'ssd'), false],
    [expression('gpu', 'NotIn', 'a100'), true],
    [expression('gpu', 'DoesNotExist'), true],
    [expression('cores', 'Gt', '15'), true],
    [expression('cores', 'Gt', '16'), false],
    [expression('cores', 'Lt', '17'), true],
    [expression('disktype', 'Gt', '1'), false],
  ])('%o is %s', (requirement, verdict) => {
    expect(matches(requirement)).toBe(verdict)
  })

  it('a requirement that cannot be parsed spoils its term only', () => {
    const broken = { matchExpressions: [expression('disktype', 'NotIn', 'hdd'), expression('cores', 'Gt', 'many')] }
    const good = { matchExpressions: [expression('disktype', 'Exists')] }
    const affinity = (...nodeSelectorTerms: object[]) => ({
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    })
    expect(matchesRequiredNodeAffinity({ affinity: affinity(broken) }, worker)).toBe(false)
    expect(matchesRequiredNodeAffinity({ affinity: affinity(broken, good) }, worker)).toBe(true)
  })

  it('an empty term and an empty list of terms match no node', () => {
    expect(matchesNodeSelectorTerm({}, worker)).toBe(false)
    expect(matchesNodeSelectorTerm({ matchExpressions: [], matchFields: [] }, worker)).toBe(false)
  })

  it('fields know the name of the node', () => {
    const named = (operator: string, ...values: string[]) =>
      matchesNodeSelectorTerm({ matchFields: [expression('metadata.name', operator, ...values)] }, worker)
    expect(named('In', 'worker-1')).toBe(true)
    expect(named('NotIn', 'worker-1')).toBe(false)
    expect(named('In', 'worker-1', 'worker-2')).toBe(false)
  })
})
