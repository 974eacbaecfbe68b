import type { CommandIo } from '../../base/command'
import type { KubectlSession } from '../kubectl-session'
import { containerNames, labelsOf, namesOf, objectsOf } from './live-names'

/** The command line so far, as completion sees it. */
export interface CompletionContext {
  readonly session: KubectlSession
  readonly io: CommandIo
  /** `get`, `rollout status` */
  readonly command: string
  /** Arguments before the word, without flags and their values. */
  readonly args: readonly string[]
  readonly namespace: string
  readonly allNamespaces: boolean
}

const OUTPUTS = [
  'custom-columns=',
  'custom-columns-file=',
  'go-template=',
  'go-template-file=',
  'json',
  'jsonpath=',
  'jsonpath-as-json=',
  'jsonpath-file=',
  'name',
  'wide',
  'yaml',
]

/** Which values a flag can have, by its name. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  cascade: ['background', 'foreground', 'orphan'],
  'dry-run': ['none', 'client', 'server'],
  validate: ['strict', 'warn', 'ignore', 'true', 'false'],
  subresource: ['status', 'scale'],
  restart: ['Always', 'OnFailure', 'Never'],
  'image-pull-policy': ['Always', 'IfNotPresent', 'Never'],
}

const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  nodes: ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
  pods: ['Ready', 'ContainersReady', 'Initialized', 'PodScheduled'],
  deployments: ['Available', 'Progressing'],
}

/** Candidates for the value of a flag; undefined when anything may stand there. */
export function flagValues(flag: string, last: string, context: CompletionContext): readonly string[] | undefined {
  const { session, io, command, namespace } = context
  switch (flag) {
    case 'namespace':
      return namesOf(session, 'namespaces', undefined)
    case 'filename':
    case 'patch-file':
      return io.fileNames()
    case 'context':
    case 'cluster':
    case 'user':
      return Object.keys(
        session.kubeconfig.current[flag === 'context' ? 'contexts' : flag === 'cluster' ? 'clusters' : 'users'],
      )
    case 'output':
      return command === 'version' || command.startsWith('config') ? ['json', 'yaml'] : OUTPUTS
    case 'selector':
      return selectorValues(last, context)
    case 'label-columns':
      return [...labelsOf(listed(context)).keys()]
    case 'container':
      return containers(context, namespace)
    case 'type':
      if (command === 'patch') return ['json', 'merge', 'strategic']
      return command === 'expose' ? ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] : undefined
    case 'for':
      return waitValues(context)
    case 'field-selector':
      return fieldSelectors(last, context)
    default:
      return Object.hasOwn(FIXED, flag) ? FIXED[flag] : undefined
  }
}

function listed({ session, command, args, namespace, allNamespaces }: CompletionContext) {
  const [
    kind = command === 'logs' || command === 'exec' || command === 'top pods'
      ? 'pods'
      : command === 'drain'
        ? 'nodes'
        : '',
  ] = args
  return objectsOf(session, kind.split('/')[0] ?? '', allNamespaces ? undefined : namespace)
}

/** `app=agent,tier=` goes on behind the last comma. */
function selectorValues(last: string, context: CompletionContext): readonly string[] {
  const before = last.slice(0, last.lastIndexOf(',') + 1)
  const present = last.slice(before.length)
  const labels = labelsOf(listed(context))
  const equals = present.indexOf('=')
  if (equals < 0) return [...labels.keys()].map(key => `${before}${key}=`)
  const key = present.slice(0, equals).replace(/!$/, '')
  const start = present.slice(0, present.lastIndexOf('=') + 1)
  return [...(labels.get(key) ?? [])].map(value => before + start + value)
}

function fieldSelectors(last: string, { session, args }: CompletionContext): readonly string[] {
  const [kind = ''] = args
  const fields = [
    'metadata.name=',
    'metadata.namespace=',
    ...(/^po/.test(kind) ? ['spec.nodeName=', 'status.phase='] : []),
  ]
  if (last.startsWith('spec.nodeName='))
    return namesOf(session, 'nodes', undefined).map(name => `spec.nodeName=${name}`)
  if (last.startsWith('status.phase='))
    return ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'].map(phase => `status.phase=${phase}`)
  return fields
}

function containers({ session, args, command }: CompletionContext, namespace: string): readonly string[] {
  const [first = '', second] = args
  if (first.includes('/')) {
    const [kind = '', name = ''] = first.split('/')
    return containerNames(session, kind, name, namespace)
  }
  if (command === 'logs' || command === 'exec' || command === 'attach' || command === 'cp')
    return containerNames(session, 'pods', first, namespace)
  return second === undefined ? [] : containerNames(session, first, second, namespace)
}

function waitValues({ session, args }: CompletionContext): readonly string[] {
  const [kind = ''] = args
  const found = session.client
    .resourceTypes()
    .find(type => [type.plural, ...(type.shortNames ?? [])].includes(kind.split('/')[0] ?? ''))
  const plural =
    found?.plural ?? (/^(?:pod|node|deployment)$/.test(kind.split('/')[0] ?? '') ? `${kind.split('/')[0]}s` : '')
  const conditions = Object.hasOwn(CONDITIONS, plural) ? (CONDITIONS[plural] ?? []) : []
  return [...conditions.map(name => `condition=${name}`), 'create', 'delete', 'jsonpath=']
}
