import { CLEAR_SCREEN } from '../base/clear-screen'
import type { CommandRun } from '../base/command'
import { HOME } from '../base/home'
import { SCENARIO_EPOCH } from '../k8s/time'
import { parseGoDuration } from '../kubectl/command/flag-set'
import { dateText } from '../kubectl/containers/date-text'
import { formatted } from './awk/awk-values'
import { immediateProgram, type Program, textProgram } from './program'
import type { ShellIo } from './shell-io'
import { LoopJump, ShellExit } from './shell-jumps'
import { ToolError } from './tool-error'

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\x07' }

const unescaped = (text: string) =>
  text.replace(/\\(.)/g, (all, letter: string) => (Object.hasOwn(ESCAPES, letter) ? (ESCAPES[letter] ?? all) : all))

export const echo = textProgram('echo', (args, io) => {
  const flags = args.findIndex(word => !/^-[neE]+$/.test(word))
  const given = flags < 0 ? args.join('') : args.slice(0, flags).join('')
  const text = (flags < 0 ? [] : args.slice(flags)).join(' ')
  io.out((given.includes('e') ? unescaped(text) : text) + (given.includes('n') ? '' : '\n'))
  return 0
})

/** printf: the format is used again as long as there are values. */
export const printf = textProgram('printf', (args, io) => {
  const [format, ...values] = args[0] === '--' ? args.slice(1) : args
  if (format === undefined) throw new ToolError('usage: printf format [arguments]')
  let text = ''
  do {
    const before = values.length
    text += formatted(unescaped(format), () => ({ field: unescaped(values.shift() ?? '') }))
    if (values.length === before) break
  } while (values.length > 0)
  io.out(text)
  return 0
})

export const pwd = textProgram('pwd', (_, io) => {
  io.out(`${HOME}\n`)
  return 0
})

export const clear = textProgram('clear', (_, io) => {
  io.out(CLEAR_SCREEN)
  return 0
})

export const whoami = textProgram('whoami', (_, io) => {
  io.out('user\n')
  return 0
})

export const succeed: Program = immediateProgram(() => 0)
export const fail: Program = immediateProgram(() => 1)

const LONGEST_SLEEP = 24 * 3_600_000

/** Waits in virtual time: `sleep 5`, `sleep 2m`. */
export const sleep: Program = function* (args, { io }): CommandRun {
  let total = 0
  for (const text of args) {
    const duration = /^\d*\.?\d+$/.test(text) ? Number(text) * 1000 : parseGoDuration(text)
    if (duration === undefined || duration < 0) {
      io.err(`sleep: invalid time interval '${text}'\nTry 'sleep --help' for more information.\n`)
      return 1
    }
    total += duration
  }
  if (args.length === 0) {
    io.err("sleep: missing operand\nTry 'sleep --help' for more information.\n")
    return 1
  }
  const end = io.now() + Math.min(total, LONGEST_SLEEP)
  while (io.now() < end) yield { delay: end - io.now() }
  return 0
}

/** `time kubectl …`: how much virtual time it took. */
export const time: Program = function* (args, { io, run }): CommandRun {
  const started = io.now()
  const code = args.length === 0 ? 0 : yield* run(args, io)
  const seconds = (io.now() - started) / 1000
  io.err(`\nreal\t${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`)
  return code
}

/** date, date +FORMAT, in virtual time. */
export const date = textProgram('date', (args, io) => {
  io.out(`${dateText(SCENARIO_EPOCH + io.now(), args)}\n`)
  return 0
})

/** `export A=b`, `alias k=kubectl`: kept for this session. */
export const exportVariable = immediateProgram((args, { shell, io }) => {
  if (args.length === 0 || args[0] === '-p')
    for (const [name, value] of shell.variables) io.out(`declare -x ${name}="${value}"\n`)
  for (const word of args) {
    const equals = word.indexOf('=')
    if (equals > 0) shell.variables.set(word.slice(0, equals), word.slice(equals + 1))
  }
  return 0
})

export const unset = immediateProgram((args, { shell }) => {
  for (const name of args) shell.variables.delete(name)
  return 0
})

export const env = immediateProgram((_, { shell, io }) => {
  for (const [name, value] of shell.variables) io.out(`${name}=${value}\n`)
  return 0
})

export const alias = immediateProgram((args, { shell, io }) => {
  let code = 0
  if (args.length === 0) for (const [name, value] of shell.aliases) io.out(`alias ${name}='${value}'\n`)
  for (const word of args) {
    const equals = word.indexOf('=')
    if (equals > 0) shell.aliases.set(word.slice(0, equals), word.slice(equals + 1))
    else if (shell.aliases.has(word)) io.out(`alias ${word}='${shell.aliases.get(word)}'\n`)
    else {
      io.err(`bash: alias: ${word}: not found\n`)
      code = 1
    }
  }
  return code
})

export const unalias = immediateProgram((args, { shell }) => {
  for (const name of args) shell.aliases.delete(name)
  return 0
})

export const history = immediateProgram(([count], { shell, io }) => {
  const from = count === undefined || !/^\d+$/.test(count) ? 0 : Math.max(0, shell.history.length - Number(count))
  for (const [index, line] of shell.history.entries())
    if (index >= from) io.out(`${String(index + 1).padStart(5)}  ${line}\n`)
  return 0
})

export const exit = immediateProgram(([code]) => {
  throw new ShellExit(Number(code ?? 0) & 255)
})

export const breakLoop = immediateProgram(() => {
  throw new LoopJump('end')
})

export const continueLoop = immediateProgram(() => {
  throw new LoopJump('next')
})

/** `while read -r name rest; do …`: takes a line from what is piped in. */
export const read = immediateProgram((args, { io, shell }) => {
  const names = args.filter(word => !word.startsWith('-'))
  const { input } = io as ShellIo
  if (input === undefined) {
    io.err('read: nothing to read. Put it behind a pipe: kubectl get pods -o name | while read pod; do …; done\n')
    return 1
  }
  if (input.text === '') return 1
  const end = input.text.indexOf('\n')
  const line = end < 0 ? input.text : input.text.slice(0, end)
  input.text = end < 0 ? '' : input.text.slice(end + 1)
  const words = line.trim().split(/\s+/)
  const last = names.length - 1
  for (const [index, name] of names.entries())
    shell.variables.set(name, index === last ? restOf(line.trim(), index) : (words[index] ?? ''))
  if (names.length === 0) shell.variables.set('REPLY', line)
  return end < 0 ? 1 : 0
})

const restOf = (line: string, index: number) => {
  let rest = line
  for (let i = 0; i < index; i++) rest = rest.replace(/^\S+\s*/, '')
  return rest
}
