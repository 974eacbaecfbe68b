import type { Engine } from '../engine/engine-interface'
import { LAB_COMMANDS } from './command-list'

/** Candidates for the last of the words after `lab`. */
export function completeLab(words: readonly string[], engine: Engine): string[] {
  const last = words.at(-1) ?? ''
  const [group = '', verb = ''] = words
  if (words.length <= 1)
    return matching([...new Set(LAB_COMMANDS.map(({ name }) => name.split(' ')[0] ?? '')), 'help'], last)
  if (words.length === 2) {
    return matching(
      LAB_COMMANDS.filter(({ name }) => name.startsWith(`${group} `)).map(({ name }) => name.slice(group.length + 1)),
      last,
    )
  }
  const command = LAB_COMMANDS.find(({ name }) => name === `${group} ${verb}`)
  if (last.startsWith('-'))
    return matching(
      (command?.flags ?? []).map(({ name }) => `--${name}`),
      last,
    )
  if (command?.completes === 'node')
    return matching(
      engine.machines.list().map(({ name }) => name),
      last,
    )
  if (command?.completes === 'pod')
    return matching(
      engine
        .client('lab')
        .list('pods')
        .map(({ metadata }) => metadata.name),
      last,
    )
  return []
}

const matching = (candidates: readonly string[], prefix: string) =>
  candidates.filter(each => each.startsWith(prefix)).sort()
