import type { CommandIo } from '../../base/command'
import type { Pod } from '../../k8s/pod'
import { apiVersionOf, type ResourceType } from '../../k8s/resources'
import type { CommandSpec } from '../command/command-spec'
import { findCommand } from '../command/find-command'
import type { FlagSpec } from '../command/flag-set'
import { flagsOf } from '../command/run-command'
import { KUBECTL } from '../command-tree'
import { findField } from '../explain/find-field'
import type { KubectlSession } from '../kubectl-session'
import { templateOf } from '../resources/pod-template'
import { findResourceType, SCALABLE } from '../resources/resource-mapper'
import { type CompletionContext, flagValues } from './flag-values'
import { containerNames, labelsOf, namesOf, objectsOf } from './live-names'

/** More are not listed: nobody reads them. */
const MOST = 500

/** Candidates for the last of the words after `kubectl`: whole words, in order. */
export function completeKubectl(words: readonly string[], session: KubectlSession, io: CommandIo): string[] {
  const last = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  // Behind -- stands what a container is to run.
  if (before.includes('--')) return []
  const { command, path, rest } = findCommand(KUBECTL, before)
  const flags = flagsOf(command).filter(flag => flag.hidden !== true)
  const { args, open, values } = readWords(rest, flags)
  const context: CompletionContext = {
    session,
    io,
    command: path.replace(/^kubectl ?/, ''),
    args,
    namespace: values.get('namespace') ?? namespaceOfContext(session),
    allNamespaces: values.has('all-namespaces'),
  }
  if (open !== undefined) return matching(flagValues(open.name, last, context) ?? [], last)
  if (last.startsWith('-')) return completeFlag(last, flags, context)
  return matching(argumentCandidates(command, last, context), last)
}

/** The namespace that commands work in without -n. */
function namespaceOfContext({ kubeconfig: { current } }: KubectlSession): string {
  return current.contexts[current.currentContext]?.namespace || 'default'
}

/** Parts the words of a command: arguments, values of flags, and the flag that still waits for its value. */
function readWords(words: readonly string[], flags: readonly FlagSpec[]) {
  const args: string[] = []
  const values = new Map<string, string>()
  let open: FlagSpec | undefined
  for (const word of words) {
    if (open !== undefined) {
      values.set(open.name, word)
      open = undefined
      continue
    }
    if (!word.startsWith('-') || word === '-') {
      args.push(word)
      continue
    }
    const [name = '', value] = word.split('=', 2)
    const flag = flags.find(each => `--${each.name}` === name) ?? shortFlag(name, flags)
    if (flag === undefined) continue
    if (value !== undefined) values.set(flag.name, value)
    else if (flag.type === 'bool' || flag.type === 'optional') values.set(flag.name, 'true')
    else if (name.startsWith('--') || name.length === 2) open = flag
    else values.set(flag.name, name.slice(2))
  }
  return { args, open, values }
}

const shortFlag = (word: string, flags: readonly FlagSpec[]) =>
  /^-\w/.test(word) ? flags.find(each => each.short === word.charAt(1)) : undefined

/** `--na`, `--output=ya`, `-oya`. */
function completeFlag(last: string, flags: readonly FlagSpec[], context: CompletionContext): string[] {
  const equals = last.indexOf('=')
  if (equals > 0) {
    const start = last.slice(0, equals + 1)
    const flag = flags.find(each => `--${each.name}=` === start) ?? shortFlag(start, flags)
    const values = flag === undefined ? undefined : flagValues(flag.name, last.slice(equals + 1), context)
    return matching(
      (values ?? []).map(value => start + value),
      last,
    )
  }
  const short = last.startsWith('--') ? undefined : shortFlag(last, flags)
  if (short !== undefined && last.length > 2 && short.type !== 'bool') {
    const start = last.slice(0, 2)
    return matching(
      (flagValues(short.name, last.slice(2), context) ?? []).map(value => start + value),
      last,
    )
  }
  const names = flags.map(({ name, type }) => `--${name}${type === 'bool' || type === 'optional' ? '' : '='}`)
  const letters = flags.flatMap(each => (each.short === undefined ? [] : [`-${each.short}`]))
  return matching(last === '-' ? [...letters, ...names] : names, last)
}

/** Verbs that work on Pods, and on what makes Pods in the form `ds/NAME`. */
const ON_PODS = new Set(['logs', 'exec', 'attach', 'port-forward', 'cp', 'debug', 'top pod'])
const ROLLED = ['daemonsets', 'deployments', 'statefulsets']

function argumentCandidates(command: CommandSpec, last: string, context: CompletionContext): readonly string[] {
  const { session, io, args, namespace } = context
  const subcommands = (command.subcommands ?? []).filter(({ hidden }) => hidden !== true).map(({ name }) => name)
  if (subcommands.length > 0 && args.length === 0) {
    if (command.run === undefined || subcommands.some(name => last !== '' && name.startsWith(last))) return subcommands
  }
  if (command === KUBECTL) return []
  if (ON_PODS.has(context.command)) return podCandidates(last, context)
  if (context.command === 'explain') return args.length > 0 ? [] : fieldCandidates(last, session)
  switch (command.completes) {
    case 'node':
      return namesOf(session, 'nodes', undefined).filter(name => !args.includes(name))
    case 'pod':
      return namesOf(session, 'pods', namespace)
    case 'file':
      return io.fileNames()
    case 'context':
      return Object.keys(session.kubeconfig.current.contexts)
    case 'resource':
      return resourceCandidates(last, context)
    default:
      return context.command === 'help' ? (KUBECTL.subcommands ?? []).map(({ name }) => name) : []
  }
}

function podCandidates(last: string, { session, args, namespace, command }: CompletionContext): readonly string[] {
  const [pod] = args
  if (pod !== undefined)
    return command === 'logs' && !pod.includes('/') ? containerNames(session, 'pods', pod, namespace) : []
  if (last.includes('/')) return slashed(last, session, namespace)
  const makers = ROLLED.flatMap(kind =>
    objectsOf(session, kind, namespace).length > 0 ? [`${kind.replace(/s$/, '')}/`] : [],
  )
  return [...namesOf(session, 'pods', namespace), ...(last === '' ? [] : makers)]
}

/** `ds/NAME` for what stands before the slash. */
function slashed(last: string, session: KubectlSession, namespace: string): readonly string[] {
  const kind = last.slice(0, last.indexOf('/'))
  return namesOf(session, kind, namespace).map(name => `${kind}/${name}`)
}

function resourceCandidates(last: string, context: CompletionContext): readonly string[] {
  const { session, args, command, allNamespaces } = context
  const namespace = allNamespaces ? undefined : context.namespace
  const [kind, ...names] = args
  if (kind === undefined) return last.includes('/') ? slashed(last, session, context.namespace) : kinds(last, context)
  const named = kind.includes('/') ? args.map(word => word.split('/')[1] ?? '') : names
  const type = kind.split('/')[0] ?? kind
  if (named.length > 0 && /^(?:label|annotate|taint|set )/.test(command)) return changeCandidates(type, named, context)
  if (kind.includes('/')) return last.includes('/') ? slashed(last, session, context.namespace) : []
  return namesOf(session, lastOf(type), namespace).filter(name => !names.includes(name))
}

/** Of `pods,ds` the kind behind the comma. */
const lastOf = (kinds: string) => kinds.split(',').at(-1) ?? kinds

function kinds(last: string, { session, command }: CompletionContext): readonly string[] {
  const before = last.slice(0, last.lastIndexOf(',') + 1)
  const types = session.client.resourceTypes().filter(type => fits(command, type))
  const plurals = types.map(({ plural }) => before + plural)
  // A singular or short name that is typed out is one word already, and goes on with a space.
  const whole = types
    .flatMap(({ singular, shortNames }) => [singular, ...shortNames])
    .filter(name => before + name === last)
  return whole.length > 0 && plurals.every(name => !name.startsWith(last)) ? whole.map(name => before + name) : plurals
}

function fits(command: string, { plural, kind }: ResourceType): boolean {
  if (command.startsWith('rollout')) return ROLLED.includes(plural)
  if (command === 'scale') return SCALABLE.has(kind)
  return command !== 'taint' || plural === 'nodes'
}

/** What is to be changed of named objects: keys that they have, containers that they hold. */
function changeCandidates(kind: string, names: readonly string[], context: CompletionContext): readonly string[] {
  const { session, command, namespace } = context
  const objects = objectsOf(session, kind, namespace).filter(({ metadata }) => names.includes(metadata.name))
  switch (command) {
    case 'label':
      return [...labelsOf(objects).keys()].flatMap(key => [`${key}=`, `${key}-`])
    case 'annotate':
      return objects.flatMap(({ metadata }) =>
        Object.keys(metadata.annotations ?? {}).flatMap(key => [`${key}=`, `${key}-`]),
      )
    case 'taint':
      return objects.flatMap(object => {
        const { taints = [] } =
          (
            object as {
              readonly spec?: { readonly taints?: readonly { readonly key: string; readonly effect: string }[] }
            }
          ).spec ?? {}
        return taints.flatMap(({ key, effect }) => [`${key}:${effect}-`])
      })
    case 'set image':
      return objects.flatMap(object => {
        const spec = object.kind === 'Pod' ? (object as Pod).spec : templateOf(object)?.spec
        return (spec?.containers ?? []).map(({ name }) => `${name}=`)
      })
    default:
      return []
  }
}

/** `explain ds.spec.up`: the fields that the schema knows there. */
function fieldCandidates(last: string, session: KubectlSession): readonly string[] {
  const dot = last.lastIndexOf('.')
  if (dot < 0) return session.client.resourceTypes().map(({ plural }) => plural)
  const [word = '', ...path] = last.slice(0, dot).split('.')
  const type = findResourceType(session.client.resourceTypes(), word)
  const api = session.documentation?.api
  const key = type === undefined ? undefined : api?.kinds[`${apiVersionOf(type)} ${type.kind}`]
  if (api === undefined || key === undefined) return []
  const fields = findField(api, key, path)?.type?.fields ?? {}
  return Object.keys(fields).map(name => `${last.slice(0, dot)}.${name}`)
}

const matching = (candidates: readonly string[], prefix: string) =>
  [...new Set(candidates.filter(each => each.startsWith(prefix)))].sort().slice(0, MOST)
