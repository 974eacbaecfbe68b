import { describe, expect, it } from 'vitest'
import { parseLabelSelector } from './label-selector-parser'
import { matchesLabelSelector } from './selector'

const matches = (text: string, labels: Record<string, string>) => matchesLabelSelector(parseLabelSelector(text), labels)

describe('a selector text', () => {
  it.each([
    ['', { app: 'web' }, true],
    ['app=web', { app: 'web' }, true],
    ['app==db', { app: 'web' }, false],
    ['app!=db', { app: 'web' }, true],
    ['app', { app: 'web' }, true],
    ['!app', { app: 'web' }, false],
    ['tier in (a, b),!old', { tier: 'b' }, true],
    ['tier notin (a,b)', { tier: 'b' }, false],
    ['app=', { app: '' }, true],
  ])('%j against %j: %s', (text, labels, expected) => {
    expect(matches(text, labels)).toBe(expected)
  })

  it.each([
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['disktype in hdd', "unable to parse requirement: found 'hdd' expected: '('"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['a,,b', "found ',', expected: identifier after ','"],
    ['a in (b,c),', "found '', expected: identifier after ','"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['-a=1', /^unable to parse requirement: <nil>: Invalid value: "-a": name part must consist of/],
    ['a=_b', /^unable to parse requirement: values\[0\]\[a\]: Invalid value: "_b": a valid label must be an empty/],
    ['a>x', /^unable to parse requirement: values\[0\]: Invalid value: "x": for 'Gt', 'Lt' operators/],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ])('refuses %j', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(typeof message === 'string' ? new SyntaxError(message) : message)
  })
})
