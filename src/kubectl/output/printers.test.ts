import { describe, expect, it } from 'vitest'
import { toGoJson } from '../../k8s/go-json'
import { parseCustomColumns, printCustomColumns } from './custom-columns'
import { humanDuration } from './human-duration'
import { JsonPath } from './jsonpath'
import { alignTabs, DESCRIBE_WRITER, TABLE_WRITER } from './tab-writer'
import { unifiedDiff } from './unified-diff'
import { toYaml } from './yaml-printer'

describe('alignTabs', () => {
  it('gives a table three spaces between columns and nothing after the last', () => {
    expect(alignTabs('NAME\tREADY\nlonger-name\t1', TABLE_WRITER)).toBe('NAME          READY\nlonger-name   1')
  })

  it('begins anew after a line without columns', () => {
    expect(alignTabs('a:\tb\nlong line\n  longer:\tc', DESCRIBE_WRITER)).toBe('a:  b\nlong line\n  longer:  c')
  })

  it('remembers widths from one call to the next', () => {
    const widths: number[] = []
    alignTabs('a-long-name\tx', TABLE_WRITER, widths)
    expect(alignTabs('b\ty', TABLE_WRITER, widths)).toBe('b             y')
  })
})

describe('toYaml', () => {
  it('sorts keys and keeps lists as far left as their key', () => {
    expect(toYaml({ b: [{ z: 1, x: [1, [2]] }], a: {}, c: [] })).toBe(
      'a: {}\nb:\n- x:\n  - 1\n  - - 2\n  z: 1\nc: []\n',
    )
  })

  it.each([
    ['1', '"1"'],
    ['true', '"true"'],
    ['y', '"y"'],
    ['', '""'],
    ['2026-01-01T00:00:00Z', '"2026-01-01T00:00:00Z"'],
    ['10:30', '"10:30"'],
    ['*', "'*'"],
    ['a: b', "'a: b'"],
    ["it's", "it's"],
    ['- x', "'- x'"],
    ['10%', '10%'],
    ['100m', '100m'],
    ['tab\there', '"tab\\there"'],
    ['two\nlines\n', '|\n  two\n  lines'],
    ['no end\nhere', '|-\n  no end\n  here'],
  ])('writes %j as %s', (value, text) => {
    expect(toYaml({ v: value })).toBe(`v: ${text}\n`)
  })
})

it('toYaml goes on in a new line at the first space beyond 80 columns', () => {
  const long = `${'a'.repeat(70)} bb cc dd`
  expect(toYaml({ key: long, list: [long] })).toBe(
    `key: ${'a'.repeat(70)} bb cc\n  dd\nlist:\n- ${'a'.repeat(70)} bb cc dd\n`,
  )
  expect(toYaml({ key: `${long}: x` })).toBe(`key: '${'a'.repeat(70)} bb cc\n  dd: x'\n`)
  expect(toYaml({ key: 'b'.repeat(90) })).toBe(`key: ${'b'.repeat(90)}\n`)
})

it('toGoJson sorts keys and makes brackets safe for HTML', () => {
  expect(toGoJson({ b: '<a&b>', a: 1 })).toBe('{"a":1,"b":"\\u003ca\\u0026b\\u003e"}')
})

it.each([
  [119_000, '119s'],
  [125_000, '2m5s'],
  [600_000, '10m'],
  [3 * 3_600_000, '3h'],
  [49 * 3_600_000, '2d1h'],
  [400 * 86_400_000, '400d'],
  [-5000, '<invalid>'],
])('humanDuration(%d) is %s', (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text)
})

describe('JsonPath', () => {
  const data = {
    items: [
      { name: 'a', n: 1, labels: { 'x.io/y': 'z' }, taints: [{ key: 'k' }] },
      { name: 'b', n: 2, labels: {} },
    ],
  }
  it.each([
    ['{.items[*].name}', 'a b'],
    ['{range .items[*]}{.name}{"\\t"}{.n}{"\\n"}{end}', 'a\t1\nb\t2\n'],
    ['{.items[?(@.n>1)].name}', 'b'],
    ['{.items[?(@.taints)].name}', 'a'],
    ['{.items[0].labels.x\\.io/y}', 'z'],
    ['{.items[-1].name} of {.items[0].name}', 'b of a'],
    ['{.items[0].taints}', '[{"key":"k"}]'],
    ['{..key}', 'k'],
    ['{.nosuch}', ''],
    ['{range .nosuch[*]}{.x}{end}done', 'done'],
  ])('%s', (template, text) => {
    expect(new JsonPath(template).print(data)).toBe(text)
  })

  it('names what is wrong with the template, and with the object', () => {
    expect(() => new JsonPath('{.a')).toThrow('unclosed action')
    expect(() => new JsonPath('{.items[7]}').print(data)).toThrow('array index out of bounds: index 7, length 2')
  })
})

it('custom columns print maps as Go does and <none> for what is not there', () => {
  const columns = parseCustomColumns('NAME:.name,SEL:.sel,X:{.nosuch}')
  expect(printCustomColumns(columns, [{ name: 'a', sel: { b: 'c', a: [1, 2] } }], true)).toBe(
    'NAME   SEL                X\na      map[a:[1 2] b:c]   <none>\n',
  )
})

it('a unified diff has three lines of context and counts them', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\n'
  expect(unifiedDiff('x', 'y', before, before.replace('e', 'E')).split('\n').slice(2)).toEqual([
    '@@ -2,6 +2,6 @@',
    ' b',
    ' c',
    ' d',
    '-e',
    '+E',
    ' f',
    ' g',
    '',
  ])
})
