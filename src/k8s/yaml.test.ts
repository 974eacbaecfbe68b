import { describe, expect, it } from 'vitest'
import { readYaml, readYamlDocuments, YamlError } from './yaml'

const message = (text: string): string => {
  try {
    readYamlDocuments(text)
  } catch (error) {
    if (error instanceof YamlError) return error.message
    throw error
  }
  return 'read'
}

describe('scalars', () => {
  it.each([
    ['yes', true],
    ['off', false],
    ['y', true],
    ['0644', 420],
    ['0x1F', 31],
    ['1_000', 1000],
    ['-5', -5],
    ['1e3', 1000],
    ['.5', 0.5],
    ['~', null],
    ['2026-01-01', '2026-01-01'],
    ['1.2.3', '1.2.3'],
    ['"yes"', 'yes'],
    ['08', 8],
    ['12:30:45', '12:30:45'],
  ])('%s is %j', (text, value) => {
    expect(readYaml(`v: ${text}`)).toEqual({ v: value })
  })

  it('unknown tags are ignored and the last of equal keys counts', () => {
    expect(readYaml('a: !custom {b: 1}\na: !mine 2')).toEqual({ a: '2' })
    expect(readYaml('yes: 1\n2: x')).toEqual({ true: 1, 2: 'x' })
  })

  it('keys are texts', () => {
    expect(readYaml('{1.50: a, 1e7: b, .NAN: c, 0x10: d, true: e}')).toEqual({
      1.5: 'a',
      '1e+07': 'b',
      '.nan': 'c',
      16: 'd',
      true: 'e',
    })
    expect(readYaml('_1: _2')).toEqual({ _1: '_2' })
  })

  it('what is merged counts where it stands', () => {
    expect(readYaml('a: 1\n<<: {a: 2, b: 2}\nb: 3')).toEqual({ a: 2, b: 3 })
    expect(readYaml('<<: [{a: 1}, {a: 2, b: 2}]')).toEqual({ a: 1, b: 2 })
  })

  it('block scalars keep, fold and strip', () => {
    expect(readYaml('a: |+\n  x\n\nb: >-\n  x\n  y\n\n  z\nc: |2\n    x\n')).toEqual({
      a: 'x\n\n',
      b: 'x y\nz',
      c: '  x\n',
    })
  })

  it('merges and aliases are written out', () => {
    expect(readYaml('base: &b {x: 1}\nuse:\n  <<: *b\n  z: 2')).toEqual({ base: { x: 1 }, use: { x: 1, z: 2 } })
  })
})

describe('several documents', () => {
  it('are split at --- and know their line', () => {
    expect(readYamlDocuments('a: 1\n---\n# nothing\n---\nb: 2\n')).toEqual([
      { value: { a: 1 }, line: 0 },
      { value: { b: 2 }, line: 4 },
    ])
  })

  it('ends where a directive begins', () => {
    expect(readYaml('a:\n  b: 1\n%YAML 1.1\n  c: 2')).toEqual({ a: { b: 1 } })
  })

  it('may be JSON, one after the other', () => {
    expect(readYamlDocuments('{"a": 1}\n{"b": "}"}')).toEqual([
      { value: { a: 1 }, line: 0 },
      { value: { b: '}' }, line: 1 },
    ])
    expect(readYamlDocuments("{'a': 1,}")).toEqual([{ value: { a: 1 }, line: 0 }])
    expect(message('{"a": {"b": 1}')).toBe('unexpected EOF')
    expect(message('{"a": 1}}')).toBe("json: offset 9: invalid character '}' looking for beginning of value")
    expect(readYamlDocuments('{"a": 1}\n---\nb: 2\n').map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }])
  })
})

describe('what cannot be read', () => {
  const prefix = 'error converting YAML to JSON: yaml:'
  it.each([
    ['a:\n\tb: 1', `${prefix} line 2: found character that cannot start any token`],
    ['a:\n   b: 1\n  c: 2', `${prefix} line 2: did not find expected key`],
    ['x: 1\na: b: c', `${prefix} line 2: mapping values are not allowed in this context`],
    ['x: 1\na: "b\n', `${prefix} line 3: found unexpected end of stream`],
    ['x: 1\na: [b, c\n', `${prefix} line 3: did not find expected ',' or ']'`.replace('line 3', 'line 2')],
    ['a: *nope', `${prefix} unknown anchor 'nope' referenced`],
    ['a:\n  ? x\n: y\n  b: 1', `${prefix} line 2: did not find expected key`],
    ['a: |\n\tb', `${prefix} line 2: found a tab character where an indentation space is expected`],
    ['a:\n  b: c:1\n\t', `${prefix} line 3: found a tab character that violates indentation`],
    ['a: & b', `${prefix} did not find expected alphabetic or numeric character`],
    ['a:\n  <<: x', `${prefix} map merge requires map or sequence of maps as the value`],
    ['@a: 1', `${prefix} found character that cannot start any token`],
    ['...\na: 1', `${prefix} did not find expected node content`],
    [
      'x: 1\na:\n\t# tabs are no white space where a key may begin',
      `${prefix} line 3: found character that cannot start any token`,
    ],
    ['x: 1\na: ? b', `${prefix} line 2: mapping keys are not allowed in this context`],
    ['x: 1\na: "\\/"', `${prefix} line 2: found unknown escape character`],
    ['x: 1\na: "\\ud83d"', `${prefix} line 2: found invalid Unicode character escape code`],
    ['x: 1\na: |0\n  b', `${prefix} line 2: found an indentation indicator equal to 0`],
    ["x: 1\na: 'b\n...\n  c'", `${prefix} line 3: found unexpected document indicator`],
    ['x: 1\na: &b.c d', `${prefix} line 2: did not find expected alphabetic or numeric character`],
    ['x: 1\na: ,', `${prefix} line 1: did not find expected node content`],
    ['x: 1\n{}: b', `${prefix} line 1: did not find expected key`],
    [`x: 1\n${'k'.repeat(1100)}: b`, `${prefix} line 2: could not find expected ':'`],
    ['%YAML 1.2\n---\na: 1', `${prefix} found incompatible YAML document`],
    ['%FOO bar\n---\na: 1', `${prefix} found unknown directive name`],
    ['a: !!int "1.5"', `${prefix} cannot decode !!float \`1.5\` as a !!int`],
    ['a: b\n{', `${prefix} line 3: could not find expected ':'`],
    ['a: !!binary x', `${prefix} !!binary value contains invalid base64 data`],
    ['a: &x [*x]', `${prefix} anchor 'x' value contains itself`],
    ['[a]: b', `${prefix} invalid map key: []interface {}{"a"}`],
    ['a: {~: x}', 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "x"'],
    ['a: {~: }', 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: <nil>'],
    [
      'a: {~: [1e20, 0.00001]}',
      'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: []interface {}{1e+20, 1e-05}',
    ],
    [
      '18446744073709551615: x',
      'error converting YAML to JSON: unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "x"',
    ],
    ['a: \u0007', `${prefix} control characters are not allowed`],
    ['a: .nan', 'error converting YAML to JSON: json: unsupported value: NaN'],
  ])('%j', (text, expected) => {
    expect(message(text)).toBe(expected)
  })

  it('says where in the whole text', () => {
    let line: number | undefined
    try {
      readYamlDocuments('a: 1\n---\nx: 1\nb: c: d\n')
    } catch (error) {
      line = error instanceof YamlError ? error.line : undefined
    }
    expect(line).toBe(3)
  })
})

describe('hostile input', () => {
  it('is refused when aliases would unfold without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}, *l${i}]`)
    expect(message(`l0: &l0 [x]\n${levels.join('\n')}`)).toContain('excessive aliasing')
  })

  it('is refused when it is nested too deeply', () => {
    expect(message(`a: ${'['.repeat(5000)}`)).toContain('exceeded max depth')
  })

  it('cannot reach the prototype', () => {
    expect(message('a: {__proto__: {x: 1}}')).toContain('__proto__')
    expect(message('{"__proto__": {"x": 1}}')).toContain('__proto__')
  })
})
