import type { KubeObject } from '../../k8s/object'
import { groupKindOf } from '../../k8s/resources'
import type { LabelSelector } from '../../k8s/selector'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, FILE_FLAGS, fieldManagerFlag } from '../command/common-flags'
import { PlainError } from '../command/failure'
import { goInteger } from '../command/go-integer'
import { immediate } from '../command/immediate'
import { OUTPUT_FLAGS } from '../output/object-printer'
import { podSpecOf } from '../resources/pod-template'
import { singularName } from '../resources/resource-mapper'
import { type LiveTarget, visitTargets } from '../resources/visit-targets'
import { createObject } from './create-object'
import { labelPairs } from './label-pairs'

// Models staging/src/k8s.io/kubectl/pkg/cmd/expose/expose.go
export const exposeCommand: CommandSpec = {
  name: 'expose',
  short: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  group: 'Basic Commands (Beginner)',
  completes: 'resource',
  flags: [
    { name: 'cluster-ip', type: 'string', default: "''" },
    DRY_RUN_FLAG,
    { name: 'external-ip', type: 'string', default: "''" },
    fieldManagerFlag('kubectl-expose'),
    ...FILE_FLAGS,
    { name: 'labels', short: 'l', type: 'string', default: "''" },
    { name: 'load-balancer-ip', type: 'string', default: "''" },
    { name: 'name', type: 'string', default: "''" },
    ...OUTPUT_FLAGS,
    { name: 'override-type', type: 'string', default: "'merge'" },
    { name: 'overrides', type: 'string', default: "''" },
    { name: 'port', type: 'string', default: "''" },
    { name: 'protocol', type: 'string', default: "''" },
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
    },
    { name: 'selector', type: 'string', default: "''" },
    { name: 'session-affinity', type: 'string', default: "''" },
    { name: 'target-port', type: 'string', default: "''" },
    { name: 'type', type: 'string', default: "''" },
  ],
  run: immediate(invocation => {
    visitTargets(invocation, { words: invocation.args, selects: false }, target => {
      createObject(invocation, serviceFor(invocation, target), undefined, 'exposed')
    })
    return 0
  }),
}

const EXPOSABLE = new Set(['Service', 'Pod', 'ReplicationController', 'Deployment', 'ReplicaSet'])

function serviceFor({ flags }: Invocation, target: LiveTarget) {
  const { object, type } = target
  if (!EXPOSABLE.has(type.kind)) throw new PlainError(`cannot expose a ${groupKindOf(type)}`)
  const selector = flags.string('selector') === '' ? selectorOf(object, target) : labelPairs(flags.string('selector'))
  const ports = portsOf(flags.string('port'), object)
  if (ports.length === 0) throw new PlainError("couldn't find port via --port flag or introspection")
  const targetPort = flags.string('target-port')
  const labels = flags.string('labels') === '' ? object.metadata.labels : labelPairs(flags.string('labels'))
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...(labels === undefined ? {} : { labels }), name: flags.string('name') || object.metadata.name },
    spec: {
      ...(flags.string('cluster-ip') === '' ? {} : { clusterIP: flags.string('cluster-ip') }),
      ...(flags.string('external-ip') === '' ? {} : { externalIPs: [flags.string('external-ip')] }),
      ports: ports.map(({ port, protocol }, index) => ({
        ...(ports.length > 1 ? { name: `port-${index + 1}` } : {}),
        port,
        protocol: flags.string('protocol').toUpperCase() || protocol,
        targetPort: targetPort === '' ? port : number(targetPort),
      })),
      selector,
      ...(flags.string('session-affinity') === '' ? {} : { sessionAffinity: flags.string('session-affinity') }),
      ...(flags.string('type') === '' ? {} : { type: flags.string('type') }),
    },
    status: { loadBalancer: {} },
  }
}

function selectorOf(object: KubeObject, target: LiveTarget): Readonly<Record<string, string>> {
  const { selector } = (object.spec ?? {}) as { readonly selector?: LabelSelector | Readonly<Record<string, string>> }
  if (object.kind === 'Pod') {
    if (object.metadata.labels === undefined) throw new PlainError('the pod has no labels and cannot be exposed')
    return object.metadata.labels
  }
  if (object.kind === 'Service' || object.kind === 'ReplicationController')
    return (selector ?? {}) as Readonly<Record<string, string>>
  const { matchLabels, matchExpressions } = (selector ?? {}) as LabelSelector
  if (matchExpressions?.length)
    throw new PlainError(`couldn't convert expressions - "${singularName(target.type)}" to map-based selector format`)
  return matchLabels ?? {}
}

function portsOf(given: string, object: KubeObject): readonly { readonly port: number; readonly protocol: string }[] {
  const own = (podSpecOf(object)?.containers ?? []).flatMap(container =>
    (container.ports ?? []).map(({ containerPort, protocol }) => ({
      port: containerPort,
      protocol: protocol ?? 'TCP',
    })),
  )
  if (given === '') return own
  return given.split(',').map(text => {
    const number = goInteger(text)
    return { port: number, protocol: own.find(({ port }) => port === number)?.protocol ?? 'TCP' }
  })
}
