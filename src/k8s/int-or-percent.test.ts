import { describe, expect, it } from 'vitest'
import { resolveIntOrPercent } from './int-or-percent'

describe('resolveIntOrPercent', () => {
  it('leaves numbers alone', () => {
    expect(resolveIntOrPercent(3, 10, 'up')).toBe(3)
  })

  it('takes a share and rounds it as asked', () => {
    expect(resolveIntOrPercent('25%', 10, 'up')).toBe(3)
    expect(resolveIntOrPercent('25%', 10, 'down')).toBe(2)
    expect(resolveIntOrPercent('7%', 100, 'up')).toBe(7)
  })

  it('counts nothing and nonsense as 0', () => {
    expect(resolveIntOrPercent(undefined, 10, 'up')).toBe(0)
    expect(resolveIntOrPercent('many', 10, 'up')).toBe(0)
  })
})
