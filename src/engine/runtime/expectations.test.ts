import { describe, expect, it } from 'vitest'
import { Kernel } from '../kernel/kernel'
import { Expectations } from './expectations'

describe('Expectations', () => {
  it('are satisfied when nothing was ever expected', () => {
    expect(new Expectations(new Kernel(1)).satisfied('default/agent')).toBe(true)
  })

  it('wait until every creation has been observed', () => {
    const expectations = new Expectations(new Kernel(1))
    expectations.expect('default/agent', 2)
    expectations.creationObserved('default/agent')
    expect(expectations.satisfied('default/agent')).toBe(false)
    expectations.creationObserved('default/agent')
    expect(expectations.satisfied('default/agent')).toBe(true)
  })

  it('count the deletion of one object once, however often it is reported', () => {
    const expectations = new Expectations(new Kernel(1))
    expectations.expect('default/agent', 0, ['a', 'b'])
    expectations.deletionObserved('default/agent', 'a')
    expectations.deletionObserved('default/agent', 'a')
    expectations.deletionObserved('default/agent', 'unrelated')
    expect(expectations.satisfied('default/agent')).toBe(false)
    expectations.deletionObserved('default/agent', 'b')
    expect(expectations.satisfied('default/agent')).toBe(true)
  })

  it('expire after five minutes', () => {
    const kernel = new Kernel(1)
    const expectations = new Expectations(kernel)
    expectations.expect('default/agent', 1)
    kernel.runUntil(300_000)
    expect(expectations.satisfied('default/agent')).toBe(false)
    kernel.runUntil(300_001)
    expect(expectations.satisfied('default/agent')).toBe(true)
  })
})
