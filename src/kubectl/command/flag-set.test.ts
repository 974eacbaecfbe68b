import { describe, expect, it } from 'vitest'
import { goQuote } from '../../k8s/go-quote'
import { FlagError, type FlagSpec, parseFlags, parseGoDuration } from './flag-set'

const SPECS: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string', default: "''" },
  { name: 'watch', short: 'w', type: 'bool', default: 'false' },
  { name: 'all-namespaces', short: 'A', type: 'bool', default: 'false' },
  { name: 'filename', short: 'f', type: 'list', default: '[]' },
  { name: 'dry-run', type: 'optional', bare: 'unchanged', default: "'none'" },
  { name: 'replicas', type: 'int', default: '1' },
  { name: 'timeout', type: 'duration', default: '0s' },
]

const parse = (line: string) => parseFlags(line.split(' '), SPECS)
const complaint = (line: string) => {
  try {
    parse(line)
  } catch (error) {
    if (error instanceof FlagError) return error.message
    throw error
  }
  return 'accepted'
}

describe('parseFlags', () => {
  it('takes flags between, before and after arguments', () => {
    const { flags, args } = parse('ds -o wide agent --watch -f a.yaml -f=b.yaml')
    expect(args).toEqual(['ds', 'agent'])
    expect(flags.string('output')).toBe('wide')
    expect(flags.bool('watch')).toBe(true)
    expect(flags.list('filename')).toEqual(['a.yaml', 'b.yaml'])
  })

  it('takes letters together, with a value at the end', () => {
    const { flags } = parse('-wAoyaml')
    expect([flags.bool('watch'), flags.bool('all-namespaces'), flags.string('output')]).toEqual([true, true, 'yaml'])
  })

  it('leaves what follows -- alone', () => {
    expect(parse('pod -- sh -c ls')).toMatchObject({ args: ['pod', 'sh', '-c', 'ls'], dash: 1 })
  })

  it('lets an optional value be left out, and never takes the next word for it', () => {
    const { flags, args } = parse('--dry-run x')
    expect([flags.string('dry-run'), args]).toEqual(['unchanged', ['x']])
    expect(parse('x').flags.string('dry-run')).toBe('none')
  })

  it.each([
    ['--nosuch', 'unknown flag: --nosuch'],
    ['-z', "unknown shorthand flag: 'z' in -z"],
    ['-o', "flag needs an argument: 'o' in -o"],
    ['--output', 'flag needs an argument: --output'],
    ['--replicas=x', 'invalid argument "x" for "--replicas" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    ['--timeout=abc', 'invalid argument "abc" for "--timeout" flag: time: invalid duration "abc"'],
    ['--timeout=5', 'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"'],
  ])('%s is refused', (line, message) => {
    expect(complaint(line)).toBe(message)
  })
})

it.each([
  ['1m30s', 90_000],
  ['500ms', 500],
  ['0', 0],
  ['-1s', -1000],
  ['5', undefined],
  ['x', undefined],
])('parseGoDuration(%s) is %s', (text, milliseconds) => {
  expect(parseGoDuration(text)).toBe(milliseconds)
})

it('quotes as Go does', () => {
  expect(goQuote('a"b\u200bc')).toBe('"a\\"b\\u200bc"')
})
