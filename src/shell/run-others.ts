import { CLEAR_SCREEN } from '../base/clear-screen'
import type { CommandRun } from '../base/command'
import type { Program } from './program'
import { changedIo } from './shell-io'
import { guarded } from './tool-error'
import { readOptions, type ToolOptions } from './tools/tool-options'

/** Runs the words after it. */
export const sudo: Program = function* (args, { io, run }) {
  const options = guarded('sudo', io, 1, () =>
    readOptions('sudo', args, { flags: 'AbEHikKnPSsv', valued: 'ghpu', stopsAtWord: true }),
  )
  if (typeof options === 'number') return options
  const [first] = options.rest
  if (first === undefined) {
    io.err('(you are root here already: sudo COMMAND runs the command)\n')
    return options.has('i') || options.has('s') ? 0 : 1
  }
  return yield* run(options.rest, io)
}

/** Runs a command with what is piped in as its last words. */
export const xargs: Program = function* (args, { io, run }): CommandRun {
  const spec = {
    flags: '0oprtx',
    valued: 'adEILnPs',
    long: { null: '0', 'no-run-if-empty': 'r', delimiter: 'd', 'max-args': 'n' },
    stopsAtWord: true,
  }
  const options = guarded('xargs', io, 1, () => readOptions('xargs', args, spec))
  if (typeof options === 'number') return options
  const size = Number(options.value('n') ?? options.value('L') ?? 'Infinity')
  if (!(size >= 1)) {
    io.err(`xargs: value ${options.value('n') ?? options.value('L')} for -n option should be >= 1\n`)
    return 1
  }
  const command = options.rest.length === 0 ? ['echo'] : options.rest
  const items = itemsOf(io.stdin ?? '', options)
  if (items === undefined) {
    io.err('xargs: unmatched single quote; by default quotes are special to xargs unless you use the -0 option\n')
    return 1
  }
  const mark = options.value('I')
  let code = 0
  const inner = changedIo(io, { input: { text: '' } })
  for (const words of linesFor(command, items, size, mark, options.has('r'))) {
    if (options.has('t')) io.err(`${words.join(' ')}\n`)
    const result = yield* run(words, inner)
    if (result === 127) return 127
    if (result !== 0) code = 123
  }
  return code
}

function linesFor(
  command: readonly string[],
  items: readonly string[],
  size: number,
  mark: string | undefined,
  notEmpty: boolean,
): string[][] {
  if (mark !== undefined) return items.map(item => command.map(word => word.replaceAll(mark, item)))
  // Without anything GNU's xargs runs the command once all the same.
  if (items.length === 0) return notEmpty ? [] : [[...command]]
  const lines: string[][] = []
  for (let i = 0; i < items.length; i += Math.min(size, items.length))
    lines.push([...command, ...items.slice(i, i + size)])
  return lines
}

function itemsOf(input: string, options: ToolOptions): string[] | undefined {
  const delimiter = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n')
  if (delimiter !== undefined) {
    const items = input.split(delimiter)
    return items.at(-1) === '' ? items.slice(0, -1) : items
  }
  if (options.has('I'))
    return input
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
  const words = input.match(/(?:"[^"\n]*"|'[^'\n]*'|\\.|[^\s"'\\])+|["']/g) ?? []
  if (words.some(word => word === '"' || word === "'")) return undefined
  return words.map(word =>
    word.replace(
      /"([^"]*)"|'([^']*)'|\\(.)/g,
      (_, a: string | undefined, b: string | undefined, c: string | undefined) => a ?? b ?? c ?? '',
    ),
  )
}

/** `watch -n 2 kubectl get ds`: again and again until it is interrupted. */
export const watch: Program = function* (args, { io, run }): CommandRun {
  const spec = {
    flags: 'bcdegtx',
    valued: 'n',
    long: { interval: 'n', differences: 'd', 'no-title': 't', color: 'c', beep: 'b', errexit: 'e', chgexit: 'g' },
    stopsAtWord: true,
  }
  const options = guarded('watch', io, 1, () => readOptions('watch', args, spec))
  if (typeof options === 'number') return options
  const seconds = Number((options.value('n') ?? '2').replace(',', '.'))
  if (options.rest.length === 0 || Number.isNaN(seconds)) {
    io.err(
      options.rest.length === 0
        ? 'Usage:\n watch [options] command\n'
        : `watch: failed to parse argument: '${options.value('n')}'\n`,
    )
    return 1
  }
  const line = options.rest.join(' ')
  for (;;) {
    const title = options.has('t') ? '' : `Every ${Math.max(0.1, seconds).toFixed(1)}s: ${line}\n\n`
    io.out(CLEAR_SCREEN + title)
    // The words are a line of the shell, as watch hands them to sh.
    const code = yield* run(['sh', '-c', line], io)
    if (options.has('e') && code !== 0) return code
    yield { delay: Math.max(0.1, seconds) * 1000 }
  }
}
