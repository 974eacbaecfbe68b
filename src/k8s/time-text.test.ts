import { describe, expect, it } from 'vitest'
import { canonicalTime, timeError } from './time-text'

describe('timeError', () => {
  it('takes any fraction where seconds count, and six places where microseconds do', () => {
    expect(timeError('2026-01-01T00:00:00.5Z')).toBeUndefined()
    expect(timeError('2026-01-01T00:00:00.000500Z', 'microTime')).toBeUndefined()
    expect(timeError('2026-01-01T00:00:00Z', 'microTime')).toBe(
      'parsing time "2026-01-01T00:00:00Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"',
    )
    expect(timeError('2026-01-01T00:00:00.123456789Z', 'microTime')).toContain('cannot parse "789Z" as "Z07:00"')
  })
})

describe('canonicalTime', () => {
  it('writes times in UTC', () => {
    expect(canonicalTime('2026-01-01T01:30:00+02:00', 'time')).toBe('2025-12-31T23:30:00Z')
    expect(canonicalTime('2026-01-01T01:30:00.000001+02:00', 'microTime')).toBe('2025-12-31T23:30:00.000001Z')
  })

  it('leaves out fractions where only seconds count', () => {
    expect(canonicalTime('2026-01-01T00:00:00.9Z', 'time')).toBe('2026-01-01T00:00:00Z')
    expect(canonicalTime('2026-01-01T00:00:00.900000Z', 'microTime')).toBe('2026-01-01T00:00:00.900000Z')
  })
})
