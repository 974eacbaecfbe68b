import type { CommandIo } from '../base/command'
import { ApiError } from '../k8s/api-client'
import { resourceNameOf } from '../k8s/resources'
import { findCommand } from './command/find-command'
import { flagsOf } from './command/run-command'
import { KUBECTL } from './command-tree'
import type { KubectlSession } from './kubectl-session'
import { findResourceType } from './resources/resource-mapper'

/** Candidates for the last of the words after `kubectl`. */
export function completeKubectl(words: readonly string[], session: KubectlSession, io: CommandIo): string[] {
  const last = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const { command, rest } = findCommand(KUBECTL, before)
  if (last.startsWith('-')) {
    return matching(
      flagsOf(command)
        .filter(flag => flag.hidden !== true)
        .map(flag => `--${flag.name}`),
      last,
    )
  }
  const previous = before.at(-1)
  if (previous === '-n' || previous === '--namespace') return matching(namesOf(session, 'namespaces', undefined), last)
  if (previous === '-f' || previous === '--filename') return matching(io.fileNames(), last)
  if (command.subcommands !== undefined && rest.every(word => word.startsWith('-'))) {
    const names = command.subcommands.filter(each => each.hidden !== true).map(each => each.name)
    if (command.run === undefined || names.some(name => name.startsWith(last) && last !== ''))
      return matching(names, last)
  }
  return completeArgument(command.completes ?? 'none', before, rest, last, session, io)
}

function completeArgument(
  kind: string,
  before: readonly string[],
  rest: readonly string[],
  last: string,
  session: KubectlSession,
  io: CommandIo,
): string[] {
  const namespace = valueAfter(before, ['-n', '--namespace']) ?? namespaceOfContext(session)
  if (kind === 'node') return matching(namesOf(session, 'nodes', undefined), last)
  if (kind === 'pod') return matching(namesOf(session, 'pods', namespace), last)
  if (kind === 'context') return matching(Object.keys(session.kubeconfig.current.contexts), last)
  if (kind === 'file') return matching(io.fileNames(), last)
  if (kind !== 'resource') return []
  const slash = last.indexOf('/')
  if (slash > 0) {
    const word = last.slice(0, slash)
    return matching(
      namesOf(session, word, namespace).map(name => `${word}/${name}`),
      last,
    )
  }
  const words = withoutFlags(rest)
  const [first] = words
  if (first === undefined)
    return matching(
      session.client.resourceTypes().map(type => type.plural),
      last,
    )
  return matching(namesOf(session, first, namespace), last)
}

function namespaceOfContext({ kubeconfig: { current } }: KubectlSession): string {
  return current.contexts[current.currentContext]?.namespace ?? 'default'
}

function withoutFlags(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && !/^-[a-zA-Z]$/.test(words[index - 1] ?? ''))
}

function valueAfter(words: readonly string[], flags: readonly string[]): string | undefined {
  const at = words.findIndex(word => flags.includes(word))
  return at < 0 ? undefined : words[at + 1]
}

function namesOf({ client }: KubectlSession, kind: string, namespace: string | undefined): string[] {
  const type = findResourceType(client.resourceTypes(), kind)
  if (type === undefined) return []
  try {
    const where = type.namespaced && namespace !== undefined ? { namespace } : {}
    return client.list(resourceNameOf(type), where).map(object => object.metadata.name)
  } catch (error) {
    if (error instanceof ApiError) return []
    throw error
  }
}

const matching = (candidates: readonly string[], prefix: string) =>
  [...new Set(candidates.filter(each => each.startsWith(prefix)))].sort().slice(0, 500)
