import { describe, expect, it } from 'vitest'
import { fitChips } from './fit-chips'

describe('fitChips', () => {
  it('shows what fits and leaves room for the count of the rest', () => {
    expect(fitChips(['disktype=ssd', 'pool=a'])).toBe(2)
    expect(fitChips(['control-plane:NoSchedule', 'disktype=ssd'])).toBe(1)
    expect(fitChips(['disktype=ssd', 'pool=abcdef', 'tier=b'])).toBe(1)
  })
  it('always shows the first', () => {
    expect(fitChips(['node.example.com/a-very-long-taint-key=value:NoExecute'])).toBe(1)
    expect(fitChips([])).toBe(0)
  })
})
