import { goQuote } from '../../k8s/go-quote'
import type { Container, EnvVar } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { containerMatches, podSpecOf } from '../resources/pod-template'
import { mapWord } from '../resources/resource-mapper'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'
import { referenceText, resolvedReference } from './env-references'
import { changePodSpec, noPodSpec, SET_FLAGS } from './set-pod-spec'

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/set_env.go
export const setEnvCommand: CommandSpec = {
  name: 'env',
  short: 'Update environment variables on a pod template',
  completes: 'resource',
  flags: [
    ...SET_FLAGS,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: "'*'",
    },
    { name: 'env', short: 'e', type: 'list', default: '[]' },
    { name: 'from', type: 'string', default: "''" },
    { name: 'keys', type: 'list', default: '[]' },
    { name: 'list', type: 'bool', default: 'false' },
    { name: 'overwrite', type: 'bool', default: 'true' },
    { name: 'prefix', type: 'string', default: "''" },
    { name: 'resolve', type: 'bool', default: 'false' },
  ],
  run: immediate(invocation => {
    const { args, flags, io } = invocation
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const { resources, variables } = splitVariables(args)
    const { set, remove } = parseVariables([...flags.list('env'), ...variables], io.stdin)
    if (resources.length === 0 && !namesFiles(invocation)) {
      throw new PlainError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    }
    const added = [...set, ...variablesFrom(invocation)]
    const report = reporter(flags, io, dryRun, { structs: true })
    const pattern = flags.string('containers')
    visitTargets(invocation, { words: resources }, target => {
      const spec = podSpecOf(target.object)
      if (spec === undefined) throw noPodSpec(target)
      const chosen = [...spec.containers, ...(spec.initContainers ?? [])].filter(each =>
        containerMatches(pattern, each),
      )
      if (chosen.length === 0) {
        io.err(`Warning: ${target.object.kind}/${target.name} does not have any containers matching "${pattern}"\n`)
        return
      }
      if (flags.bool('list')) {
        for (const container of chosen) listVariables(invocation, target, container)
        return
      }
      if (!flags.bool('overwrite')) refuseOverwrites(target, chosen, added)
      const change = (container: Container): Container =>
        containerMatches(pattern, container)
          ? withEnv(container, updated(container.env ?? [], added, remove))
          : container
      const changed = changePodSpec(
        invocation,
        target,
        dryRun,
        'failed to patch env update to pod template: ',
        before => ({
          ...before,
          containers: before.containers.map(change),
          ...(before.initContainers === undefined ? {} : { initContainers: before.initContainers.map(change) }),
        }),
      )
      if (changed !== undefined) report(target.type, changed, 'env updated')
    })
    return 0
  }),
}

function refuseOverwrites(
  { type, name }: LiveTarget,
  containers: readonly Container[],
  added: readonly EnvVar[],
): void {
  for (const { name: key, value } of added) {
    const taken = containers.flatMap(({ env = [] }) => env).find(variable => variable.name === key)
    if (taken === undefined || taken.value === value) continue
    throw new PlainError(
      `${type.plural}/${name} '${key}' already has a value (${taken.value ?? ''}), and --overwrite is false`,
    )
  }
}

function withEnv({ env: _, ...container }: Container, env: readonly EnvVar[]): Container {
  return env.length === 0 ? container : { ...container, env }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/env/env_parse.go SplitEnvironmentFromResources
function splitVariables(words: readonly string[]): { resources: readonly string[]; variables: readonly string[] } {
  const isVariable = (word: string) => /^.+=/s.test(word) || word.endsWith('-')
  const first = words.findIndex(isVariable)
  if (first < 0) return { resources: words, variables: [] }
  const variables = words.slice(first)
  if (!variables.every(isVariable)) {
    throw new PlainError(`all resources must be specified before environment changes: ${words.join(' ')}`)
  }
  return { resources: words.slice(0, first), variables }
}

interface Variables {
  readonly set: readonly EnvVar[]
  readonly remove: readonly string[]
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/env/env_parse.go ParseEnv
function parseVariables(words: readonly string[], stdin = ''): Variables {
  const set: EnvVar[] = []
  const remove: string[] = []
  for (const word of words) {
    if (word === '-') {
      const lines = stdin.split('\n').filter(line => line.includes('=') && !line.startsWith('#'))
      set.push(...parseVariables(lines).set)
      continue
    }
    const equals = word.indexOf('=')
    if (equals < 0) {
      remove.push(word.slice(0, -1))
      continue
    }
    const name = word.slice(0, equals)
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name))
      throw new PlainError(
        `${goQuote(name)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      )
    const value = word.slice(equals + 1)
    set.push(value === '' ? { name } : { name, value })
  }
  if (remove.some(name => set.some(other => other.name === name)))
    throw new PlainError('can not both modify and remove the same environment variable in the same command')
  return { set, remove }
}

/** The variables that --from stands for. */
function variablesFrom({ flags, session, io }: Invocation): readonly EnvVar[] {
  const [kind = '', name = ''] = flags.string('from').split('/')
  if (kind === '') return []
  const type = mapWord(session.client, kind)
  if (type.kind !== 'Secret' && type.kind !== 'ConfigMap')
    throw new PlainError('unsupported resource specified in --from')
  const namespace = flags.string('namespace') || session.namespace || 'default'
  const source = session.client.get(type.plural, namespace, name)
  const wanted = flags.commaList('keys')
  return Object.keys((source.data ?? {}) as object)
    .filter(key => wanted.length === 0 || wanted.includes(key))
    .map(key => {
      const variable = key.toUpperCase().replace(/[-.]/g, '_')
      if (variable !== key) io.err(`Warning: key ${key} transferred to ${variable}\n`)
      return {
        name: `${flags.string('prefix')}${variable}`,
        valueFrom: { [type.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef']: { name, key } },
      }
    })
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/helper.go updateEnv
function updated(existing: readonly EnvVar[], added: readonly EnvVar[], remove: readonly string[]): readonly EnvVar[] {
  const changed = new Map(added.map(variable => [variable.name, variable]))
  const kept = existing
    .filter(({ name }) => !remove.includes(name))
    .map(variable => changed.get(variable.name) ?? variable)
  return [...kept, ...added.filter(({ name }) => !existing.some(other => other.name === name))]
}

function listVariables(invocation: Invocation, target: LiveTarget, container: Container): void {
  const { name, env = [] } = container
  const { io, flags } = invocation
  io.out(`# ${target.object.kind} ${target.name}, container ${name}\n`)
  const errors = new Map<string, string[]>()
  for (const { name: key, value = '', valueFrom } of env) {
    if (valueFrom === undefined) {
      io.out(`${key}=${value}\n`)
      continue
    }
    const found = flags.bool('resolve') ? resolvedReference(invocation, target, container, valueFrom) : undefined
    if (found !== undefined && 'value' in found) io.out(`${key}=${found.value}\n`)
    else io.out(`# ${key} from ${referenceText(valueFrom)}\n`)
    if (found !== undefined && 'error' in found) errors.set(found.error, [...(errors.get(found.error) ?? []), key])
  }
  const texts = [...errors].map(([why, keys]) => `error retrieving reference for ${keys.sort().join(', ')}: ${why}\n`)
  io.err(texts.sort().join(''))
}
