import type { CommandRun } from '../base/command'
import { parseGoDuration } from '../kubectl/command/flag-set'
import { immediateProgram, type Program, readInputs, textProgram } from './program'

export const echo = textProgram((args, _, io) => {
  const escapes = args[0] === '-e'
  const bare = args[0] === '-n'
  const text = (escapes || bare ? args.slice(1) : args).join(' ')
  io.out(`${escapes ? text.replaceAll('\\n', '\n').replaceAll('\\t', '\t') : text}${bare ? '' : '\n'}`)
  return 0
})

export const printf = textProgram((args, _, io) => {
  const [format = '', ...values] = args
  let next = 0
  const text = format
    .replace(/%[-\d]*[sd]/g, () => values[next++] ?? '')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
  io.out(text)
  return 0
})

export const cat = textProgram((args, input, io) => {
  const text = readInputs(
    'cat',
    args.filter(word => !word.startsWith('-') || word === '-'),
    input,
    io,
  )
  if (text === undefined) return 1
  io.out(text)
  return 0
})

export const cp = textProgram((args, _, io) => {
  const [from, to] = args.filter(word => !word.startsWith('-'))
  if (from === undefined || to === undefined) {
    io.err(`cp: missing ${from === undefined ? 'file operand' : `destination file operand after '${from}'`}\n`)
    return 1
  }
  const text = io.readFile(from)
  if (text === undefined) {
    io.err(`cp: cannot stat '${from}': No such file or directory\n`)
    return 1
  }
  io.writeFile(to, text)
  return 0
})

export const ls = textProgram((args, _, io) => {
  const long = args.some(word => /^-\w*l/.test(word))
  const wanted = args.filter(word => !word.startsWith('-'))
  const names = [...io.fileNames()].sort()
  const folder = wanted.find(word => word !== '.' && !names.includes(word))
  if (folder !== undefined && !names.some(name => name.startsWith(`${folder.replace(/\/$/, '')}/`))) {
    io.err(`ls: cannot access '${folder}': No such file or directory\n`)
    return 2
  }
  const shown =
    folder === undefined
      ? wanted.length > 0 && wanted[0] !== '.'
        ? wanted
        : names
      : names.filter(name => name.startsWith(folder))
  for (const name of shown)
    io.out(
      long ? `-rw-r--r-- 1 user user ${String((io.readFile(name) ?? '').length).padStart(6)} ${name}\n` : `${name}\n`,
    )
  return 0
})

export const pwd = textProgram((_, __, io) => {
  io.out('/home/user\n')
  return 0
})

export const clear = textProgram((_, __, io) => {
  io.out('\u001b[2J\u001b[3J\u001b[H')
  return 0
})

export const whoami = textProgram((_, __, io) => {
  io.out('user\n')
  return 0
})

export const succeed: Program = textProgram(() => 0)
export const fail: Program = textProgram(() => 1)

/** Waits in virtual time: `sleep 5`, `sleep 2m`. */
export const sleep: Program = function* (args, { io }): CommandRun {
  const [text = ''] = args
  const duration = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseGoDuration(text)
  if (duration === undefined || duration < 0) {
    io.err(text === '' ? 'sleep: missing operand\n' : `sleep: invalid time interval '${text}'\n`)
    return 1
  }
  const end = io.now() + Math.min(duration, 3_600_000)
  while (io.now() < end) yield { delay: end - io.now() }
  return 0
}

export const date = textProgram((_, __, io) => {
  io.out(`${new Date(Date.UTC(2026, 0, 1) + io.now()).toUTCString()}\n`)
  return 0
})

/** `export A=b`, `alias k=kubectl`: kept for this session. */
export const exportVariable = immediateProgram((args, { shell }) => {
  for (const word of args) {
    const equals = word.indexOf('=')
    if (equals > 0) shell.variables.set(word.slice(0, equals), word.slice(equals + 1))
  }
  return 0
})

export const alias = immediateProgram((args, { shell, io }) => {
  if (args.length === 0) for (const [name, value] of shell.aliases) io.out(`alias ${name}='${value}'\n`)
  for (const word of args) {
    const equals = word.indexOf('=')
    if (equals > 0) shell.aliases.set(word.slice(0, equals), word.slice(equals + 1))
  }
  return 0
})

export const history = immediateProgram((_, { shell, io }) => {
  for (const [index, line] of shell.history.entries()) io.out(`${String(index + 1).padStart(5)}  ${line}\n`)
  return 0
})

/** Runs the words after it. */
export const sudo: Program = function* (args, { io, run }) {
  const words = args.filter((word, index) => !(index === 0 && /^-[EHin]$/.test(word)))
  return words.length === 0 ? 0 : yield* run(words, io)
}

export const xargs: Program = function* (args, { io, run }): CommandRun {
  let perRun = Number.POSITIVE_INFINITY
  let placeholder: string | undefined
  const words = [...args]
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? ''
    if (option === '-n' || option === '-L') perRun = Number(words.shift() ?? '1')
    else if (/^-[nL]\d+$/.test(option)) perRun = Number(option.slice(2))
    else if (option === '-I') placeholder = words.shift()
    else if (option.startsWith('-I')) placeholder = option.slice(2)
    else if (option !== '-r' && option !== '-t' && option !== '--no-run-if-empty') {
      io.err(`xargs: invalid option: ${option}\n`)
      return 1
    }
  }
  const command = words.length === 0 ? ['echo'] : words
  const input = io.stdin ?? ''
  const items =
    placeholder === undefined
      ? input.split(/\s+/).filter(item => item !== '')
      : input.split('\n').filter(item => item.trim() !== '')
  let code = 0
  for (let i = 0; i < items.length; i += placeholder === undefined ? Math.min(perRun, items.length) : 1) {
    const mark = placeholder
    const line =
      mark === undefined
        ? [...command, ...items.slice(i, i + Math.min(perRun, items.length))]
        : command.map(word => word.replaceAll(mark, (items[i] ?? '').trim()))
    if ((yield* run(line, io)) !== 0) code = 123
  }
  return code
}

/** `watch -n 2 kubectl get ds`: again and again until it is interrupted. */
export const watch: Program = function* (args, { io, run }): CommandRun {
  let seconds = 2
  const words = [...args]
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? ''
    if (option === '-n' || option === '--interval') seconds = Number(words.shift() ?? '2')
    else if (/^-n[\d.]+$/.test(option)) seconds = Number(option.slice(2))
  }
  if (words.length === 0 || !(seconds > 0)) {
    io.err('Usage:\n watch [options] command\n')
    return 1
  }
  const command = words.length === 1 ? (words[0] ?? '').split(/\s+/) : words
  for (;;) {
    io.out(`\u001b[2J\u001b[HEvery ${seconds.toFixed(1)}s: ${command.join(' ')}\n\n`)
    yield* run(command, io)
    yield { delay: seconds * 1000 }
  }
}
