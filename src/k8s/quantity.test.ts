import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  isWholeAmount,
  milliValue,
  parseQuantity,
  wholeValue,
} from './quantity'

describe('quantities', () => {
  it.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['100Mi', '100Mi'],
    ['0.1Ki', '102400m'],
    ['1e3', '1e3'],
    ['5e2', '500'],
    ['1E', '1E'],
    ['0', '0'],
    ['0Mi', '0'],
    ['-1', '-1'],
    ['+2', '+2'],
    ['1.500', '1.500'],
    ['0.500', '500m'],
    ['00100', '00100'],
    ['Mi', '0'],
    ['10e20', '1e21'],
    ['0.0000000001', '1n'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['1Ki', '1Ki'],
    ['8Ei', '9223372036854775807'],
  ])('prints %s as %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical)
  })

  it.each([
    ['abc', /^quantities must match the regular expression/],
    ['', /^quantities must match/],
    ['1 Gi', /^quantities must match/],
    ['Ei', /^unable to parse numeric part of quantity$/],
    ['1K', /^unable to parse quantity's suffix$/],
    ['1Kii', /^unable to parse quantity's suffix$/],
  ])('refuses %j', (text, message) => {
    expect(() => parseQuantity(text)).toThrow(message)
  })

  it('rounds up to what is counted', () => {
    expect(milliValue('1.0001')).toBe(1001)
    expect(wholeValue('100m')).toBe(1)
    expect(wholeValue('1Gi')).toBe(1073741824)
  })

  it.each([
    ['1', true],
    ['1.5', false],
    ['1Gi', true],
    ['9007199254740993', true],
    ['36028797018963969', false],
    ['12345678901234567890', false],
    ['10E', true],
  ])('counts thousandths of %s in 64 bits, which overflow: whole is %s', (text, isWhole) => {
    expect(isWholeAmount(text)).toBe(isWhole)
  })

  it('adds in the format of the first', () => {
    expect(addQuantities('100m', '1')).toBe('1100m')
    expect(addQuantities('0', '64Mi')).toBe('64Mi')
    expect(addQuantities('1Gi', '1Gi')).toBe('2Gi')
  })

  it('keeps its value when printed and read again', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e3', 'u')
    fc.assert(
      fc.property(fc.integer({ min: -99999, max: 99999 }), suffix, (amount, unit) => {
        const text = `${amount}${unit}`
        const canonical = canonicalQuantity(text)
        expect(compareQuantities(canonical, text)).toBe(0)
        expect(canonicalQuantity(canonical)).toBe(canonical)
      }),
    )
  })
})
