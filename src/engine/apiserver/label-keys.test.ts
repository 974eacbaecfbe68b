import { expect, it } from 'vitest'
import type { Pod, PodSpec } from '../../k8s/pod'
import { withLabelKeys } from './label-keys'

const LABELS = { app: 'agent', rev: 'r2' }

function completed(spec: Partial<PodSpec>): PodSpec {
  return withLabelKeys({ metadata: { name: 'web', labels: LABELS }, spec } as unknown as Pod).spec
}

const TERM = { labelSelector: { matchLabels: { app: 'agent' } }, topologyKey: 'zone' }

it('writes the pod’s own labels into the selectors of its affinity, once each', () => {
  const term = { ...TERM, matchLabelKeys: ['rev', 'none'], mismatchLabelKeys: ['app'] }
  const { affinity } = completed({
    affinity: {
      podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term, TERM] },
    },
  })
  const matchExpressions = [
    { key: 'rev', operator: 'In', values: ['r2'] },
    { key: 'app', operator: 'NotIn', values: ['agent'] },
  ]
  const narrowed = { ...term, labelSelector: { ...TERM.labelSelector, matchExpressions } }
  expect(affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution).toEqual([narrowed, TERM])
  expect(affinity?.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toEqual([
    { weight: 1, podAffinityTerm: narrowed },
  ])
})

it('and into those of its spread, after what the selector says already', () => {
  const own = { key: 'tier', operator: 'Exists' }
  const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys: ['rev'] }
  const spec = completed({
    topologySpreadConstraints: [{ ...constraint, labelSelector: { matchExpressions: [own] } }, constraint],
  })
  expect(spec.topologySpreadConstraints).toEqual([
    { ...constraint, labelSelector: { matchExpressions: [own, { key: 'rev', operator: 'In', values: ['r2'] }] } },
    constraint,
  ])
})
