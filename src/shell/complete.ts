import type { CommandIo } from '../base/command'
import { completeKubectl } from '../kubectl/complete'
import { completeLab } from '../lab/complete'
import type { ShellState } from './program'
import { PROGRAMS } from './program-list'

/** Candidates for the last word of a line. */
export function completeLine(line: string, state: ShellState, io: CommandIo): string[] {
  const segment = line.split(/\|\||&&|[|;]/).at(-1) ?? ''
  const words = segment.trimStart().split(/\s+/)
  if (words[0] === 'sudo') words.shift()
  if (words[0] === 'k3s' && words.length > 1) words.shift()
  const last = words.at(-1) ?? ''
  const [program = ''] = words
  if (words.length <= 1) return matching([...Object.keys(PROGRAMS), ...state.aliases.keys()], last)
  const name = state.aliases.get(program) ?? program
  if (name === 'kubectl') return completeKubectl(words.slice(1), state.kubectl, io)
  if (name === 'lab') return completeLab(words.slice(1), state.engine)
  return matching(io.fileNames(), last)
}

const matching = (candidates: readonly string[], prefix: string) =>
  [...new Set(candidates.filter(each => each.startsWith(prefix)))].sort()
