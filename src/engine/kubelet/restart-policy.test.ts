import { describe, expect, it } from 'vitest'
import type { Container, PodSpec } from '../../k8s/pod'
import { restartsAfter, restartsWhenStopped } from './restart-policy'

const container = (more: Partial<Container> = {}): Container => ({ name: 'app', image: 'agent', ...more })
const spec = (restartPolicy: string): PodSpec => ({ containers: [], restartPolicy })
const rule = (operator: string, ...values: number[]) => [{ action: 'Restart', exitCodes: { operator, values } }]

describe('a container that ended', () => {
  it('is started again by the policy of the pod, or by its own', () => {
    expect(restartsAfter(container(), spec('Always'), 0)).toBe(true)
    expect(restartsAfter(container(), spec('OnFailure'), 0)).toBe(false)
    expect(restartsAfter(container(), spec('Never'), 1)).toBe(false)
    expect(restartsAfter(container({ restartPolicy: 'Never' }), spec('Always'), 1)).toBe(false)
    expect(restartsAfter(container({ restartPolicy: 'OnFailure' }), spec('Never'), 1)).toBe(true)
  })

  it('is started again for an exit code of its rules, whatever the policies say', () => {
    const picky = container({ restartPolicy: 'Never', restartPolicyRules: rule('In', 42, 7) })
    expect(restartsAfter(picky, spec('Never'), 42)).toBe(true)
    expect(restartsAfter(picky, spec('Never'), 1)).toBe(false)
    const lenient = container({ restartPolicy: 'Never', restartPolicyRules: rule('NotIn', 42) })
    expect(restartsAfter(lenient, spec('Always'), 42)).toBe(false)
    expect(restartsAfter(lenient, spec('Always'), 1)).toBe(true)
  })
})

it('a container that its probe stops has no exit code for rules', () => {
  const picky = container({ restartPolicy: 'Never', restartPolicyRules: rule('In', 137) })
  expect(restartsWhenStopped(picky, spec('Always'))).toBe(false)
  expect(restartsWhenStopped(container(), spec('OnFailure'))).toBe(true)
})
