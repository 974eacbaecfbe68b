import type { CommandIo } from '../base/command'
import { completeKubectl } from '../kubectl/completion/complete-kubectl'
import { completeLab } from '../lab/complete'
import type { ShellState } from './program'
import { PROGRAMS } from './program-list'

/** Candidates for the last word of a line: whole words. */
export function completeLine(line: string, state: ShellState, io: CommandIo): string[] {
  const { words, file } = lastCommand(line)
  const last = words.at(-1) ?? ''
  if (file) return matching(io.fileNames(), last)
  if (last.startsWith('$'))
    return matching(
      [...state.variables.keys()].map(name => `$${name}`),
      last,
    )
  return completeWords(withoutRunners(words), last, state, io)
}

function completeWords(words: readonly string[], last: string, state: ShellState, io: CommandIo): string[] {
  const [program = ''] = words
  if (words.length <= 1) return matching([...Object.keys(PROGRAMS), ...state.aliases.keys()].filter(isWord), last)
  const alias = state.aliases.get(program)
  if (alias !== undefined)
    return completeWords([...alias.split(/\s+/), ...words.slice(1)], last, { ...state, aliases: new Map() }, io)
  if (program === 'kubectl') return completeKubectl(words.slice(1), state.kubectl, io)
  if (program === 'lab') return completeLab(words.slice(1), state.engine)
  if (program === 'minikube')
    return matching(
      words.length === 2
        ? ['node', 'start', 'status']
        : words.length === 3
          ? ['add', 'delete', 'list', 'start', 'stop']
          : state.engine.machines.list().map(({ name }) => name),
      last,
    )
  return matching(io.fileNames(), last)
}

const isWord = (name: string) => /^[a-z]/i.test(name)

/** Words after which another command stands. */
const RUNNERS = new Set([
  'sudo',
  'time',
  'watch',
  'xargs',
  'k3s',
  'do',
  'then',
  'else',
  'while',
  'until',
  'if',
  '!',
  '{',
  'command',
])

function withoutRunners(words: readonly string[]): readonly string[] {
  let rest = words
  for (;;) {
    const [first = '', second] = rest
    const assigns = /^[A-Za-z_]\w*=/.test(first)
    if (rest.length < 2 || !(RUNNERS.has(first) || assigns)) return rest
    rest = rest.slice(1)
    // Options of sudo, watch and xargs, with the number that may follow.
    while (!assigns && rest.length > 1 && /^-/.test(rest[0] ?? '')) {
      rest = /^-[nIdL]$/.test(rest[0] ?? '') && rest.length > 2 ? rest.slice(2) : rest.slice(1)
    }
    if (second === undefined) return rest
  }
}

/** The words of the command that is being typed, the last one as far as it is there; `file` behind a redirect. */
function lastCommand(line: string): { words: string[]; file: boolean } {
  let words: string[] = []
  let word = ''
  let quote = ''
  let file = false
  const end = () => {
    if (word !== '') {
      words.push(word)
      file = false
    }
    word = ''
  }
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i)
    if (quote !== '') {
      if (character === quote) quote = ''
      else word += character
    } else if (character === '"' || character === "'") quote = character
    else if (character === '\\') word += line.charAt(++i)
    else if (/[|&;\n()`]/.test(character)) {
      if (word !== '$') end()
      words = []
      word = ''
      file = false
    } else if (character === '<' || character === '>') {
      end()
      file = true
    } else if (/\s/.test(character)) end()
    else word += character
  }
  return { words: [...words, word], file }
}

const matching = (candidates: readonly string[], prefix: string) =>
  [...new Set(candidates.filter(each => each.startsWith(prefix)))].sort()
