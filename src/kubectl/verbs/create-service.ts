import { goQuote } from '../../k8s/go-quote'
import type { CommandSpec } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { type CreateGenerator, createCommandOf } from './create-object'

const TCP: FlagSpec = { name: 'tcp', type: 'list', default: '[]' }

const SERVICE_TYPES: readonly CreateGenerator[] = [
  serviceType('clusterip', 'ClusterIP', 'Create a ClusterIP service', [
    TCP,
    { name: 'clusterip', type: 'string', default: "''" },
  ]),
  serviceType('externalname', 'ExternalName', 'Create an ExternalName service', [
    TCP,
    { name: 'external-name', type: 'string', default: "''" },
  ]),
  serviceType('loadbalancer', 'LoadBalancer', 'Create a LoadBalancer service', [TCP]),
  serviceType('nodeport', 'NodePort', 'Create a NodePort service', [
    TCP,
    { name: 'node-port', type: 'int', default: '0' },
  ]),
]

export const createServiceCommand: CommandSpec = {
  name: 'service',
  aliases: ['svc'],
  short: 'Create a service using a specified subcommand',
  helpGoesToStderr: true,
  subcommands: SERVICE_TYPES.map(createCommandOf),
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_service.go
function serviceType(name: string, type: string, short: string, flags: readonly FlagSpec[]): CreateGenerator {
  return {
    name,
    short,
    flags,
    ...(type === 'ExternalName' ? { required: ['external-name'] } : {}),
    complaint: `failed to create ${type} service: `,
    make(serviceName, given) {
      const tcp = given.commaList('tcp')
      if (tcp.length === 0 && type !== 'ExternalName' && given.string('clusterip') !== 'None') {
        throw new PlainError('at least one tcp port specifier must be provided')
      }
      const address = given.string('clusterip')
      return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { labels: { app: serviceName }, name: serviceName },
        spec: {
          ...(address === '' ? {} : { clusterIP: address }),
          ...(given.string('external-name') === '' ? {} : { externalName: given.string('external-name') }),
          ...(tcp.length === 0 ? {} : { ports: tcp.map(text => portOf(text, given)) }),
          selector: { app: serviceName },
          type,
        },
        status: { loadBalancer: {} },
      }
    },
  }
}

function portOf(text: string, flags: FlagSet) {
  const [first = '', target = first] = text.split(':')
  if (!/^\d+$/.test(first)) throw new PlainError(`strconv.ParseUint: parsing ${goQuote(first)}: invalid syntax`)
  const port = Number(first)
  if (port < 1 || port > 65535) throw new PlainError(`invalid port number ${text}`)
  const nodePort = flags.int('node-port')
  return {
    name: text.replaceAll(':', '-'),
    ...(nodePort > 0 ? { nodePort } : {}),
    port,
    protocol: 'TCP',
    targetPort: /^\d+$/.test(target) ? Number(target) : target,
  }
}
