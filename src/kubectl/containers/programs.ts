import type { Program } from './container-process'
import { dateText } from './date-text'

/** The programs that work inside containers here. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  ':': () => ({}),
  cat: ({ args, host, stdin }) => {
    const names = args.filter(arg => !arg.startsWith('-'))
    if (names.length === 0) return { out: stdin }
    return eachFile(names, name => {
      if (host.files.isFolder(name)) return { err: `cat: ${name}: Is a directory\n` }
      const text = host.files.read(name)
      return text === undefined ? { err: `cat: ${name}: No such file or directory\n` } : { out: text }
    })
  },
  cd: () => ({}),
  date: ({ args, clock }) => ({ out: `${dateText(clock.now, args)}\n` }),
  echo: ({ args }) => {
    const flags = args.findIndex(arg => !/^-[neE]+$/.test(arg))
    const options = args.slice(0, flags < 0 ? args.length : flags).join('')
    const text = (flags < 0 ? [] : args.slice(flags)).join(' ')
    return { out: `${options.includes('e') ? unescaped(text) : text}${options.includes('n') ? '' : '\n'}` }
  },
  env: ({ env }) => ({ out: [...env].map(([name, value]) => `${name}=${value}\n`).join('') }),
  export: ({ args, env }) => {
    for (const arg of args) {
      const equals = arg.indexOf('=')
      if (equals > 0) env.set(arg.slice(0, equals), arg.slice(equals + 1))
    }
    return {}
  },
  false: () => ({ code: 1 }),
  grep: ({ args, stdin }) => {
    const options = args.filter(arg => arg.startsWith('-')).join('')
    const [pattern = ''] = args.filter(arg => !arg.startsWith('-'))
    const needle = options.includes('i') ? pattern.toLowerCase() : pattern
    const found = linesOf(stdin).filter(
      line => (options.includes('i') ? line.toLowerCase() : line).includes(needle) !== options.includes('v'),
    )
    return { out: found.map(line => `${line}\n`).join(''), code: found.length === 0 ? 1 : 0 }
  },
  head: ({ args, stdin }) => ({ out: joined(linesOf(stdin).slice(0, countOf(args))) }),
  hostname: ({ host }) => ({ out: `${host.hostname}\n` }),
  id: () => ({ out: 'uid=0(root) gid=0(root) groups=0(root)\n' }),
  ls: ({ args, host }) => {
    const names = args.filter(arg => !arg.startsWith('-'))
    return eachFile(names.length === 0 ? ['/'] : names, name => {
      if (host.files.isFolder(name)) return { out: joined(host.files.list(name)) }
      if (host.files.read(name) !== undefined) return { out: `${name}\n` }
      return { err: `ls: cannot access '${name}': No such file or directory\n`, code: 2 }
    })
  },
  printenv: ({ args, env }) => {
    if (args.length === 0) return { out: [...env].map(([name, value]) => `${name}=${value}\n`).join('') }
    const values = args.flatMap(name => env.get(name) ?? [])
    return { out: joined(values), code: values.length === args.length ? 0 : 1 }
  },
  printf: ({ args: [format = '', ...values] }) => {
    let next = 0
    return { out: unescaped(format).replace(/%[sd]/g, () => values[next++] ?? '') }
  },
  ps: ({ host }) => ({ out: `PID   USER     TIME  COMMAND\n    1 root      0:00 ${host.mainCommand.join(' ')}\n` }),
  pwd: () => ({ out: '/\n' }),
  set: () => ({}),
  sleep: ({ args: [duration = ''], clock }) => {
    const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(duration)
    if (duration === 'infinity' || duration === 'inf') clock.now = Number.POSITIVE_INFINITY
    else if (match === null) return { err: `sleep: invalid time interval '${duration}'\n`, code: 1 }
    else clock.now += Number(match[1]) * 1000 * (UNIT[match[2] ?? ''] ?? 1)
    return {}
  },
  tail: ({ args, stdin, clock }) => {
    if (args.includes('-f') || args.includes('-F')) {
      clock.now = Number.POSITIVE_INFINITY
      return {}
    }
    return { out: joined(linesOf(stdin).slice(-countOf(args))) }
  },
  trap: () => ({}),
  true: () => ({}),
  uname: ({ args, host }) => ({ out: args.includes('-a') ? `Linux ${host.hostname} x86_64 GNU/Linux\n` : 'Linux\n' }),
  wc: ({ args, stdin }) => ({ out: `${args.includes('-l') ? linesOf(stdin).length : stdin.length}\n` }),
  whoami: () => ({ out: 'root\n' }),
}

const UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))
const joined = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('')

function countOf(args: readonly string[]): number {
  const at = args.indexOf('-n')
  const value = at >= 0 ? args[at + 1] : args.find(arg => /^-n?\d+$/.test(arg))?.replace(/^-n?/, '')
  return value === undefined ? 10 : Number(value)
}

function unescaped(text: string): string {
  const meaning: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' }
  return text.replace(/\\([nt\\])/g, (_, letter: string) => meaning[letter] ?? letter)
}

function eachFile(
  names: readonly string[],
  look: (name: string) => { readonly out?: string; readonly err?: string; readonly code?: number },
): { out: string; err: string; code: number } {
  const seen = names.map(look)
  return {
    out: seen.map(({ out = '' }) => out).join(''),
    err: seen.map(({ err = '' }) => err).join(''),
    code: Math.max(0, ...seen.map(({ err, code }) => code ?? (err === undefined ? 0 : 1))),
  }
}
