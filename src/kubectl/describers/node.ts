import { isNotFound } from '../../k8s/api-client'
import type { Node } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import { compareStorageKeys } from '../../k8s/object-order'
import type { Pod, ResourceList } from '../../k8s/pod'
import { podResources } from '../../k8s/pod-resources'
import { milliValue, wholeValue } from '../../k8s/quantity'
import { addResources } from '../../k8s/resource-list'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { ageOf } from '../output/human-duration'
import { nodeRoles } from '../printers/node'
import type { DescribeWriter } from './describe-writer'
import { type DescribeContext, describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline, taintsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeNode
export const describeNode = describerOf<Node>((w, node, context) => {
  const { metadata, spec, status } = node
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Roles:\t${nodeRoles(metadata.labels).join(',') || '<none>'}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `CreationTimestamp:\t${rfc1123(parseTimestamp(metadata.creationTimestamp))}`)
  taintsMultiline(w, 'Taints', spec.taints)
  w.line(0, `Unschedulable:\t${spec.unschedulable === true}`)
  describeLease(w, metadata.name, context)
  describeConditions(w, node)
  w.line(0, 'Addresses:')
  for (const { type, address } of status.addresses ?? []) w.line(1, `${type}:\t${address}`)
  resourceList(w, 'Capacity:', status.capacity)
  resourceList(w, 'Allocatable:', status.allocatable)
  describeSystem(w, node)
  if (spec.podCIDR) w.line(0, `PodCIDR:\t${spec.podCIDR}`)
  if (spec.podCIDRs?.length) w.line(0, `PodCIDRs:\t${spec.podCIDRs.join(',')}`)
  if (spec.providerID) w.line(0, `ProviderID:\t${spec.providerID}`)
  describePods(w, node, context)
  describeEvents(w, node, context)
})

function describeLease(w: DescribeWriter, name: string, { client }: DescribeContext): void {
  let lease: KubeObject
  try {
    lease = client.get('leases.coordination.k8s.io', 'kube-node-lease', name)
  } catch (error) {
    if (!isNotFound(error)) throw error
    w.line(0, `Lease:\tFailed to get lease: ${error.status.message}`)
    return
  }
  const { holderIdentity, acquireTime, renewTime } = (lease.spec ?? {}) as Readonly<Record<string, string | undefined>>
  const time = (text: string | undefined) => (text ? rfc1123(parseTimestamp(text)) : '<unset>')
  w.line(0, 'Lease:')
  w.line(1, `HolderIdentity:\t${holderIdentity ?? '<unset>'}`)
  w.line(1, `AcquireTime:\t${time(acquireTime)}`)
  w.line(1, `RenewTime:\t${time(renewTime)}`)
}

function describeConditions(w: DescribeWriter, { status }: Node): void {
  if (!status.conditions?.length) return
  w.write(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n')
  w.line(1, '----\t------\t-----------------\t------------------\t------\t-------')
  for (const { type, status: state, lastHeartbeatTime, lastTransitionTime, reason, message } of status.conditions) {
    const [beat, change] = [lastHeartbeatTime, lastTransitionTime].map(time => rfc1123(parseTimestamp(time)))
    w.line(1, `${type} \t${state} \t${beat ?? ''} \t${change ?? ''} \t${reason ?? ''} \t${message ?? ''}`)
  }
}

function resourceList(w: DescribeWriter, title: string, list: ResourceList | undefined): void {
  const names = Object.keys(list ?? {}).sort()
  if (names.length === 0) return
  w.line(0, title)
  for (const name of names) w.line(0, `  ${name}:\t${list?.[name] ?? ''}`)
}

function describeSystem(w: DescribeWriter, { status }: Node): void {
  const info = status.nodeInfo ?? {}
  w.line(0, 'System Info:')
  for (const [title, field] of [
    ['Machine ID', 'machineID'],
    ['System UUID', 'systemUUID'],
    ['Boot ID', 'bootID'],
    ['Kernel Version', 'kernelVersion'],
    ['OS Image', 'osImage'],
    ['Operating System', 'operatingSystem'],
    ['Architecture', 'architecture'],
    ['Container Runtime Version', 'containerRuntimeVersion'],
    ['Kubelet Version', 'kubeletVersion'],
  ] as const) {
    w.line(0, `  ${title}:\t${info[field] ?? ''}`)
  }
}

/** `100m (2%)`: the share is cut to a whole number. */
function share(text: string | undefined, whole: string | undefined, count: (text: string) => number): string {
  const value = text ?? '0'
  const all = whole === undefined ? 0 : count(whole)
  return `${value} (${all === 0 ? 0 : Math.trunc((count(value) / all) * 100)}%)`
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeNodeResource
function describePods(w: DescribeWriter, { metadata, status }: Node, { client, now }: DescribeContext): void {
  const fieldSelector = `spec.nodeName=${metadata.name},status.phase!=Succeeded,status.phase!=Failed`
  const pods = [...(client.list('pods', { fieldSelector }) as readonly Pod[])].sort(compareStorageKeys)
  const allocatable =
    Object.keys(status.allocatable ?? {}).length > 0 ? (status.allocatable ?? {}) : (status.capacity ?? {})
  w.line(0, `Non-terminated Pods:\t(${pods.length} in total)`)
  w.line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
  w.line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---')
  let requests: ResourceList = {}
  let limits: ResourceList = {}
  for (const pod of pods) {
    const own = [podResources(pod.spec, 'requests'), podResources(pod.spec, 'limits')] as const
    requests = addResources(requests, own[0])
    limits = addResources(limits, own[1])
    const cells = [
      ...own.map(list => share(list.cpu, allocatable.cpu, milliValue)),
      ...own.map(list => share(list.memory, allocatable.memory, wholeValue)),
    ]
    w.line(
      1,
      [pod.metadata.namespace, pod.metadata.name, '', ...cells, ageOf(pod.metadata.creationTimestamp, now)].join('\t'),
    )
  }
  describeTotals(w, allocatable, requests, limits)
}

function describeTotals(
  w: DescribeWriter,
  allocatable: ResourceList,
  requests: ResourceList,
  limits: ResourceList,
): void {
  w.write(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n')
  w.line(1, 'Resource\tRequests\tLimits')
  w.line(1, '--------\t--------\t------')
  const names = Object.keys(allocatable).sort()
  const huge = names.filter(name => name.startsWith('hugepages-'))
  for (const name of ['cpu', 'memory', 'ephemeral-storage', ...huge]) {
    const count = name === 'cpu' ? milliValue : wholeValue
    const cells = [requests[name], limits[name]].map(text => share(text, allocatable[name], count))
    w.line(1, [name, ...cells].join('\t'))
  }
  const standard = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods', ...huge])
  for (const name of names.filter(each => !standard.has(each)))
    w.line(1, `${name}\t${requests[name] ?? '0'}\t${limits[name] ?? '0'}`)
}
