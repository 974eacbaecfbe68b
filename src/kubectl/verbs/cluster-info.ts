import type { Fields } from '../../base/fields'
import { asGoStruct } from '../../engine/object-checks'
import type { KubeObject } from '../../k8s/object'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { ALL_NAMESPACES_FLAG } from '../command/common-flags'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { toStructJson } from '../output/json-printer'
import { OUTPUT_FLAGS } from '../output/object-printer'
import { toYaml } from '../output/yaml-printer'

/** What a dump holds of each namespace, besides the nodes. */
const DUMPED = [
  ['events', 'Event', 'events'],
  ['replicationcontrollers', 'ReplicationController', 'replication-controllers'],
  ['services', 'Service', 'services'],
  ['daemonsets.apps', 'DaemonSet', 'daemonsets'],
  ['deployments.apps', 'Deployment', 'deployments'],
  ['replicasets.apps', 'ReplicaSet', 'replicasets'],
  ['pods', 'Pod', 'pods'],
] as const

// Models staging/src/k8s.io/kubectl/pkg/cmd/clusterinfo/clusterinfo_dump.go
const dumpCommand: CommandSpec = {
  name: 'dump',
  short: 'Dump relevant information for debugging and diagnosis',
  flags: [
    ALL_NAMESPACES_FLAG,
    { name: 'namespaces', type: 'list', default: '[]' },
    ...OUTPUT_FLAGS.map(flag => (flag.name === 'output' ? { ...flag, default: "'json'" } : flag)),
    { name: 'output-directory', type: 'string', default: "''" },
    { name: 'pod-running-timeout', type: 'duration', default: '20s' },
  ],
  run: immediate(invocation => {
    const { flags, io, session } = invocation
    const extension = flags.string('output') === 'yaml' ? 'yaml' : 'json'
    const print = extension === 'yaml' ? toYaml : toStructJson
    const folder = flags.string('output-directory').replace(/\/$/, '')
    const dump = (resource: string, kind: string, file: string, namespace?: string) => {
      const items = session.client.list(resource, namespace === undefined ? {} : { namespace })
      const apiVersion = resource.endsWith('.apps') ? 'apps/v1' : 'v1'
      const list = { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '' }, items: items.map(asItem) }
      if (folder === '' || folder === '-') io.out(print(list))
      else io.writeFile(`${folder}/${file}.${extension}`, print(list))
    }
    dump('nodes', 'Node', 'nodes')
    for (const namespace of dumpedNamespaces(invocation)) {
      for (const [resource, kind, file] of DUMPED) dump(resource, kind, `${namespace}/${file}`, namespace)
    }
    if (folder !== '' && folder !== '-') io.out(`Cluster info dumped to ${folder}\n`)
    return 0
  }),
}

/** As Go's struct, whose kind the list tells. */
function asItem(object: KubeObject): Fields {
  const { kind: _, apiVersion: __, ...fields } = asGoStruct(object.kind, object)
  return fields
}

function dumpedNamespaces(invocation: Invocation): readonly string[] {
  const { flags, session } = invocation
  if (flags.bool('all-namespaces')) return session.client.list('namespaces').map(({ metadata }) => metadata.name)
  const named = flags.commaList('namespaces')
  return named.length > 0 ? named : [...new Set(['kube-system', namespaceOf(invocation)])]
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/clusterinfo/clusterinfo.go
export const clusterInfoCommand: CommandSpec = {
  name: 'cluster-info',
  short: 'Display cluster information',
  group: 'Cluster Management Commands',
  subcommands: [dumpCommand],
  run: immediate(({ io, session }) => {
    const hint = "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n"
    try {
      session.client.list('services', { namespace: 'kube-system', labelSelector: 'kubernetes.io/cluster-service=true' })
    } catch (error) {
      io.out(hint)
      throw error
    }
    io.out(`Kubernetes control plane is running at ${session.server}\n${hint}`)
    return 0
  }),
}
