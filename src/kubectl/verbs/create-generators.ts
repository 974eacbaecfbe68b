import { encodeBase64 } from '../../k8s/base64'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import type { CreateGenerator } from './create-object'

const LITERALS: readonly FlagSpec[] = [
  { name: 'from-literal', type: 'list', default: '[]' },
  { name: 'from-file', type: 'list', default: '[]' },
  { name: 'from-env-file', type: 'list', default: '[]' },
  { name: 'append-hash', type: 'bool', default: 'false' },
]

/** The simple forms of create. A new one is one entry here. */
export const CREATE_GENERATORS: readonly CreateGenerator[] = [
  {
    name: 'configmap',
    aliases: ['cm'],
    short: 'Create a config map from a local file, directory or literal value',
    flags: LITERALS,
    complaint: 'failed to create configmap: ',
    make: (name, flags, invocation) => {
      const data = dataOf(flags, invocation)
      return {
        apiVersion: 'v1',
        ...(Object.keys(data).length === 0 ? {} : { data }),
        kind: 'ConfigMap',
        metadata: { name },
      }
    },
  },
  {
    name: 'deployment',
    aliases: ['deploy'],
    short: 'Create a deployment with the specified name',
    required: ['image'],
    complaint: 'failed to create deployment: ',
    flags: [
      { name: 'image', type: 'list', default: '[]' },
      { name: 'port', type: 'int', default: '-1' },
      { name: 'replicas', short: 'r', type: 'int', default: '1' },
    ],
    make: deployment,
  },
  {
    name: 'namespace',
    aliases: ['ns'],
    short: 'Create a namespace with the specified name',
    flags: [],
    make: name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
  },
  {
    name: 'priorityclass',
    aliases: ['pc'],
    short: 'Create a priority class with the specified name',
    complaint: 'failed to create priorityclass: ',
    flags: [
      { name: 'description', type: 'string', default: "''" },
      { name: 'global-default', type: 'bool', default: 'false' },
      {
        name: 'preemption-policy',
        type: 'string',
        default: "'PreemptLowerPriority'",
      },
      { name: 'value', type: 'int', default: '0' },
    ],
    make: (name, flags) => ({
      apiVersion: 'scheduling.k8s.io/v1',
      ...(flags.string('description') === '' ? {} : { description: flags.string('description') }),
      ...(flags.bool('global-default') ? { globalDefault: true } : {}),
      kind: 'PriorityClass',
      metadata: { name },
      preemptionPolicy: flags.string('preemption-policy'),
      value: flags.int('value'),
    }),
  },
  {
    name: 'quota',
    aliases: ['resourcequota'],
    short: 'Create a quota with the specified name',
    complaint: 'failed to create quota: ',
    flags: [
      { name: 'hard', type: 'string', default: "''" },
      { name: 'scopes', type: 'string', default: "''" },
    ],
    make: (name, flags) => {
      const hard = Object.fromEntries(flags.string('hard').split(',').filter(Boolean).map(splitPair))
      const scopes = flags.string('scopes').split(',').filter(Boolean)
      const spec = { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...(scopes.length === 0 ? {} : { scopes }) }
      return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec, status: {} }
    },
  },
  {
    name: 'poddisruptionbudget',
    aliases: ['pdb'],
    short: 'Create a pod disruption budget with the specified name',
    complaint: 'failed to create poddisruptionbudgets: ',
    flags: [
      { name: 'max-unavailable', type: 'string', default: "''" },
      { name: 'min-available', type: 'string', default: "''" },
      { name: 'selector', type: 'string', default: "''" },
    ],
    make: disruptionBudget,
  },
  {
    name: 'serviceaccount',
    aliases: ['sa'],
    short: 'Create a service account with the specified name',
    complaint: 'failed to create serviceaccount: ',
    flags: [],
    make: name => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
  },
]

export const SECRET_GENERIC: CreateGenerator = {
  name: 'generic',
  short: 'Create a secret from a local file, directory, or literal value',
  flags: [...LITERALS, { name: 'type', type: 'string', default: "''" }],
  complaint: 'failed to create secret ',
  make: (name, flags, invocation) => {
    const data = Object.fromEntries(
      Object.entries(dataOf(flags, invocation)).map(([key, value]) => [key, encodeBase64(value)]),
    )
    const type = flags.string('type')
    return {
      apiVersion: 'v1',
      ...(Object.keys(data).length === 0 ? {} : { data }),
      kind: 'Secret',
      metadata: { name },
      ...(type === '' ? {} : { type }),
    }
  },
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  if (equals <= 0) throw new PlainError(`invalid literal source ${pair}, expected key=value`)
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}

function dataOf(flags: FlagSet, { io }: Invocation): Record<string, string> {
  const data: Record<string, string> = {}
  const add = (key: string, value: string) => {
    if (data[key] !== undefined)
      throw new PlainError(`cannot add key "${key}", another key by that name already exists in Data`)
    data[key] = value
  }
  const read = (file: string) => {
    const text = io.readFile(file)
    if (text === undefined) throw new PlainError(`error reading ${file}: no such file or directory`)
    return text
  }
  for (const pair of flags.list('from-literal')) add(...splitPair(pair))
  for (const source of flags.list('from-file')) {
    const equals = source.indexOf('=')
    const file = source.slice(equals + 1)
    add(equals < 0 ? (file.split('/').at(-1) ?? file) : source.slice(0, equals), read(file))
  }
  for (const file of flags.list('from-env-file')) {
    for (const line of read(file).split('\n'))
      if (line.trim() !== '' && !line.startsWith('#')) add(...splitPair(line.trim()))
  }
  return data
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go
function deployment(name: string, flags: FlagSet, { args }: Invocation) {
  const images = flags.commaList('image')
  const command = args.slice(1)
  const port = flags.int('port')
  const containers = images.map(image => ({
    ...(command.length > 0 ? { command } : {}),
    image,
    name: containerName(image),
    ...(port > 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }))
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { labels, name },
    spec: {
      replicas: flags.int('replicas'),
      selector: { matchLabels: labels },
      strategy: {},
      template: { metadata: { labels }, spec: { containers } },
    },
    status: {},
  }
}

/** `registry/team/nginx:1.25` runs in a container `nginx`. */
function containerName(image: string): string {
  const last = image.split('/').at(-1) ?? image
  return (last.split(/[:@]/)[0] ?? last).toLowerCase().replaceAll('_', '-')
}

function disruptionBudget(name: string, flags: FlagSet) {
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)
  const [minAvailable, maxUnavailable] = [flags.string('min-available'), flags.string('max-unavailable')]
  if (flags.string('selector') === '') throw new PlainError('a selector must be specified')
  if (minAvailable === '' && maxUnavailable === '')
    throw new PlainError('one of min-available or max-unavailable must be specified')
  if (minAvailable !== '' && maxUnavailable !== '')
    throw new PlainError('min-available and max-unavailable cannot be both specified')
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: {
      ...(maxUnavailable === '' ? {} : { maxUnavailable: number(maxUnavailable) }),
      ...(minAvailable === '' ? {} : { minAvailable: number(minAvailable) }),
      selector: { matchLabels: Object.fromEntries(flags.string('selector').split(',').map(splitPair)) },
    },
    status: {},
  }
}
