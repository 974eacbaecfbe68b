import type { Container, EnvVar } from '../../k8s/pod'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { dryRunOf } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { goQuote } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { reporter } from '../output/object-printer'
import { namesFiles } from '../resources/manifest-sources'
import { containerMatches, podSpecOf } from '../resources/pod-template'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'
import { changePodSpec, SET_FLAGS } from './set-pod-spec'

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
    const isVariable = (word: string) => word.includes('=') || (word.endsWith('-') && word !== '-')
    const resources = args.filter(word => !isVariable(word))
    const { set, remove } = parseVariables([...flags.list('env'), ...args.filter(isVariable)])
    if (resources.length === 0 && !namesFiles(invocation)) {
      throw new PlainError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    }
    const added = [...set, ...variablesFrom(invocation)]
    const mixed = resources.some(word => word.includes('/')) && resources.some(word => !word.includes('/'))
    if (added.length === 0 && remove.length === 0 && !flags.bool('list') && !mixed) {
      throw new PlainError('at least one environment variable must be provided')
    }
    const report = reporter(flags, io, dryRun)
    const pattern = flags.string('containers')
    visitTargets(invocation, { words: resources }, target => {
      const spec = podSpecOf(target.object)
      const chosen = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].filter(each =>
        containerMatches(pattern, each),
      )
      if (chosen.length === 0) {
        io.err(`Warning: ${target.object.kind}/${target.name} does not have any containers matching "${pattern}"\n`)
        return
      }
      if (flags.bool('list')) {
        for (const container of chosen) io.out(listing(target.object.kind, target.name, container))
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
  for (const { name: key } of added) {
    const taken = containers.flatMap(({ env = [] }) => env).find(variable => variable.name === key)
    if (taken === undefined) continue
    throw new PlainError(
      `${type.plural}/${name} '${key}' already has a value (${taken.value ?? ''}), and --overwrite is false`,
    )
  }
}

function withEnv({ env: _, ...container }: Container, env: readonly EnvVar[]): Container {
  return env.length === 0 ? container : { ...container, env }
}

function parseVariables(words: readonly string[]): { set: readonly EnvVar[]; remove: readonly string[] } {
  const set: EnvVar[] = []
  const remove: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals < 0) {
      remove.push(word.slice(0, -1))
      continue
    }
    const name = word.slice(0, equals)
    if (name === '' || !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name))
      throw new PlainError(
        `${goQuote(name)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      )
    set.push({ name, value: word.slice(equals + 1) })
  }
  return { set, remove }
}

/** The variables that --from stands for. */
function variablesFrom({ flags, session }: Invocation): readonly EnvVar[] {
  const [kind = '', name = ''] = flags.string('from').split('/')
  if (kind === '') return []
  const secret = kind.startsWith('secret')
  const namespace = flags.string('namespace') || session.namespace || 'default'
  const source = session.client.get(secret ? 'secrets' : 'configmaps', namespace, name)
  const wanted = flags.commaList('keys')
  return Object.keys((source.data ?? {}) as object)
    .filter(key => wanted.length === 0 || wanted.includes(key))
    .map(key => ({
      name: `${flags.string('prefix')}${key.toUpperCase().replace(/[-.]/g, '_')}`,
      valueFrom: { [secret ? 'secretKeyRef' : 'configMapKeyRef']: { name, key } },
    }))
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/set/helper.go updateEnv
function updated(existing: readonly EnvVar[], added: readonly EnvVar[], remove: readonly string[]): readonly EnvVar[] {
  const changed = new Map(added.map(variable => [variable.name, variable]))
  const kept = existing
    .filter(({ name }) => !remove.includes(name))
    .map(variable => changed.get(variable.name) ?? variable)
  return [...kept, ...added.filter(({ name }) => !existing.some(other => other.name === name))]
}

function listing(kind: string, name: string, container: Container): string {
  const lines = (container.env ?? []).map(({ name: key, value = '', valueFrom }) =>
    valueFrom === undefined ? `${key}=${value}` : `# ${key} from ${referenceText(valueFrom)}`,
  )
  return `# ${kind} ${name}, container ${container.name}\n${lines.map(line => `${line}\n`).join('')}`
}

function referenceText(valueFrom: Readonly<Record<string, unknown>>): string {
  const [kind = ''] = Object.keys(valueFrom)
  const reference = valueFrom[kind] as Readonly<Record<string, string>>
  if (kind === 'fieldRef') return `field path ${reference.fieldPath ?? ''}`
  const what = kind === 'secretKeyRef' ? 'secret' : 'configmap'
  return `${what} ${reference.name ?? ''}, key ${reference.key ?? ''}`
}
