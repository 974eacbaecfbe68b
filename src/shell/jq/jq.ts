import type { CommandIo } from '../../base/command'
import { textProgram } from '../program'
import { readAll } from '../read-all'
import { ToolError } from '../tool-error'
import { asText } from './jq-formats'
import { JqMachine } from './jq-machine'
import { parseJq } from './jq-parser'
import { withPrelude } from './jq-prelude'
import { JqScope } from './jq-scope'
import { type JqNode, JqSyntaxError } from './jq-syntax'
import { isTrue, JqError, type Json, printJson, readJsonValues } from './json-values'

interface JqOptions {
  readonly flags: ReadonlySet<string>
  readonly indent: string
  readonly variables: ReadonlyMap<string, Json>
  readonly program: string
  readonly files: readonly string[]
}

const LONG: Readonly<Record<string, string>> = {
  'raw-output': 'r',
  'raw-input': 'R',
  'compact-output': 'c',
  'sort-keys': 'S',
  'null-input': 'n',
  'exit-status': 'e',
  'join-output': 'j',
  'monochrome-output': 'M',
  'color-output': 'C',
  'ascii-output': 'a',
  slurp: 's',
  tab: 't',
  args: 'args',
}

const USAGE = `Usage:	jq [OPTIONS] FILTER [FILES...]
Here: -r -c -S -n -e -j -s -R --tab --indent N --arg NAME TEXT --argjson NAME JSON. For example:
	kubectl get pods -o json | jq -r '.items[].metadata.name'
`

/** The seconds at which virtual time begins. */
const START_OF_TIME = Date.UTC(2026, 0, 1) / 1000

/** jq for paths, filters and what people build of them. Modules, dates with formats and streaming are left out. */
export const jq = textProgram(
  'jq',
  (args, io) => {
    const options = readJqOptions(args)
    if (options === undefined) {
      io.err(USAGE)
      return 2
    }
    let program: JqNode
    try {
      program = withPrelude(parseJq(options.program))
    } catch (error) {
      if (!(error instanceof JqSyntaxError)) throw error
      io.err(`jq: error: ${error.message} at <top-level>, line 1:\n${options.program}\njq: 1 compile error\n`)
      return 3
    }
    return runJq(program, options, io)
  },
  5,
)

function readJqOptions(args: readonly string[]): JqOptions | undefined {
  const flags = new Set<string>()
  const variables = new Map<string, Json>([['ENV', {}]])
  const words: string[] = []
  let indent = '  '
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    if (word === '--arg' || word === '--argjson') {
      const [name = '', text] = [args[++i], args[++i]]
      if (text === undefined) throw new ToolError(`error: ${word} takes two parameters (e.g. ${word} varname value)`)
      variables.set(name, word === '--arg' ? text : jsonArgument(name, text))
    } else if (word === '--indent') indent = ' '.repeat(Math.min(7, Math.max(0, Number(args[++i]) || 0)))
    else if (word.startsWith('--') && word.length > 2) {
      const letter = Object.hasOwn(LONG, word.slice(2)) ? LONG[word.slice(2)] : undefined
      if (letter === undefined) return undefined
      flags.add(letter)
    } else if (/^-[a-zA-Z]+$/.test(word)) {
      for (const letter of word.slice(1)) {
        if (!'rcSnejsRMCa'.includes(letter)) return undefined
        flags.add(letter)
      }
    } else words.push(word)
  }
  variables.set('__prog_args', [])
  const [program, ...files] = words
  if (program === undefined) return undefined
  if (flags.has('t')) indent = '\t'
  return { flags, indent: flags.has('c') ? '' : indent, variables, program, files }
}

function jsonArgument(name: string, text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new ToolError(`Invalid JSON text passed to --argjson ${name}`)
  }
}

function runJq(program: JqNode, options: JqOptions, io: CommandIo): number {
  const { flags, files } = options
  const { text, complete } =
    flags.has('n') && files.length === 0 ? { text: io.stdin ?? '', complete: true } : readAll('jq', files, io)
  if (!complete) return 2
  const source = inputsOf(text, flags)
  let line = 0
  const next = (): Json | undefined => {
    const result = source.next()
    if (result.done === true) return undefined
    line = result.value.line
    return result.value.value
  }
  const machine = new JqMachine(next, START_OF_TIME + Math.floor(io.now() / 1000))
  let scope = JqScope.empty
  for (const [name, value] of options.variables) scope = scope.withVariable(name, value)
  let last: Json | undefined
  let code = 0
  const runOn = (value: Json) => {
    try {
      for (const result of machine.values(program, { value }, scope)) {
        last = result
        print(result, options, io)
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error
      io.err(`jq: error (at ${flags.has('n') ? '<unknown>' : `${files[0] ?? '<stdin>'}:${line}`}): ${error.message}\n`)
      code = 5
    }
  }
  try {
    if (flags.has('n')) runOn(null)
    else for (let value = next(); value !== undefined; value = next()) runOn(value)
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    const compile = / is not defined/.test(error.message)
    io.err(`jq: ${error.message}${compile ? `:\n${options.program}\njq: 1 compile error` : ''}\n`)
    return compile ? 3 : error.message.startsWith('parse error') ? 2 : 5
  }
  if (code === 0 && flags.has('e')) return last === undefined ? 4 : isTrue(last) ? 0 : 1
  return code
}

function* inputsOf(text: string, flags: ReadonlySet<string>): Generator<{ value: Json; line: number }, void, void> {
  if (flags.has('R')) {
    const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
    if (flags.has('s')) yield { value: text, line: lines.length }
    else for (const [index, value] of lines.entries()) yield { value, line: index + 1 }
    return
  }
  if (!flags.has('s')) {
    yield* readJsonValues(text)
    return
  }
  const all = [...readJsonValues(text)]
  yield { value: all.map(({ value }) => value), line: all.at(-1)?.line ?? 0 }
}

function print(value: Json, { flags, indent }: JqOptions, io: CommandIo): void {
  const raw = (flags.has('r') || flags.has('j')) && typeof value === 'string'
  const text = raw ? asText(value) : printJson(value, indent, flags.has('S'))
  io.out(flags.has('j') ? text : `${text}\n`)
}
