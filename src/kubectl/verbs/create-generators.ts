import { canonicalQuantity } from '../../k8s/quantity'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import { dataOf, LITERALS, splitPair, withHash } from './create-data'
import { INGRESS_GENERATOR } from './create-ingress'
import { JOB_GENERATORS } from './create-jobs'
import type { CreateGenerator } from './create-object'
import { RBAC_GENERATORS } from './create-rbac'

/** The simple forms of create. A new one is one entry here. */
export const CREATE_GENERATORS: readonly CreateGenerator[] = [
  ...JOB_GENERATORS,
  ...RBAC_GENERATORS,
  INGRESS_GENERATOR,
  {
    name: 'configmap',
    aliases: ['cm'],
    short: 'Create a config map from a local file, directory or literal value',
    flags: LITERALS,
    complaint: 'failed to create configmap: ',
    make: (name, flags, invocation) => {
      const data = dataOf(name, 'ConfigMap', flags, invocation)
      const content = Object.keys(data).length === 0 ? {} : { data }
      return withHash(flags, { apiVersion: 'v1', ...content, kind: 'ConfigMap', metadata: { name } })
    },
  },
  {
    name: 'deployment',
    aliases: ['deploy'],
    short: 'Create a deployment with the specified name',
    required: ['image'],
    takesCommand: true,
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
      const hard = Object.fromEntries(flags.string('hard').split(',').filter(Boolean).map(limitPair))
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

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_deployment.go
function deployment(name: string, flags: FlagSet, { args }: Invocation) {
  const images = flags.commaList('image')
  const command = args.slice(1)
  if (images.length > 1 && command.length > 0)
    throw new PlainError('cannot specify multiple --image options and command')
  const port = flags.int('port')
  const containers = images.map((image, index) => ({
    ...(command.length > 0 ? { command } : {}),
    image,
    name: containerName(image),
    ...(port > 0 && index === 0 ? { ports: [{ containerPort: port }] } : {}),
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

function limitPair(pair: string): readonly string[] {
  const parts = pair.split('=')
  const [name, amount] = parts
  if (name === undefined || amount === undefined || parts.length !== 2) {
    throw new PlainError(`Invalid argument syntax ${pair}, expected <resource>=<value>`)
  }
  try {
    return [name, canonicalQuantity(amount)]
  } catch (error) {
    throw error instanceof SyntaxError ? new PlainError(error.message) : error
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
  const isAmount = (text: string) => text === '' || /^[0-9]+%?$/.test(text)
  if (!isAmount(minAvailable)) throw new PlainError('invalid format specified for min-available')
  if (!isAmount(maxUnavailable)) throw new PlainError('invalid format specified for max-unavailable')
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: {
      ...(maxUnavailable === '' ? {} : { maxUnavailable: number(maxUnavailable) }),
      ...(minAvailable === '' ? {} : { minAvailable: number(minAvailable) }),
      selector: { matchLabels: Object.fromEntries(flags.string('selector').split(',').map(splitPair)) },
    },
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  }
}
