import { findCondition } from '../../k8s/conditions'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { ageOf } from '../output/human-duration'
import { describeContainers } from './container'
import type { DescribeWriter } from './describe-writer'
import { describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline, tolerationsMultiline } from './multiline'
import { describeTopologySpread } from './topology-spread'
import { describeVolumes } from './volumes'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describePod
export const describePod = describerOf<Pod>((w, pod, context) => {
  const { spec, status } = pod
  describeIdentity(w, pod, context.now)
  describeAddresses(w, pod)
  const resolve = (fieldPath: string) => fieldOf(pod, fieldPath)
  if (spec.initContainers?.length) {
    describeContainers(w, 'Init Containers', spec.initContainers, {
      statuses: status.initContainerStatuses,
      resolve,
      indent: '',
    })
  }
  describeContainers(w, 'Containers', spec.containers, { statuses: status.containerStatuses, resolve, indent: '' })
  describeConditions(w, pod)
  describeVolumes(w, spec.volumes ?? [], '')
  w.line(0, `QoS Class:\t${status.qosClass ?? 'BestEffort'}`)
  labelsMultiline(w, 'Node-Selectors', spec.nodeSelector)
  tolerationsMultiline(w, 'Tolerations', spec.tolerations)
  describeTopologySpread(w, spec.topologySpreadConstraints ?? [], '')
  describeEvents(w, pod, context)
})

function describeIdentity(w: DescribeWriter, { metadata, spec, status }: Pod, now: number): void {
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  if (spec.priority !== undefined) w.line(0, `Priority:\t${spec.priority}`)
  if (spec.priorityClassName) w.line(0, `Priority Class Name:\t${spec.priorityClassName}`)
  if (spec.runtimeClassName) w.line(0, `Runtime Class Name:\t${String(spec.runtimeClassName)}`)
  if (spec.serviceAccountName) w.line(0, `Service Account:\t${spec.serviceAccountName}`)
  w.line(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>'}`)
  if (status.startTime) w.line(0, `Start Time:\t${rfc1123(parseTimestamp(status.startTime))}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  if (metadata.deletionTimestamp !== undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
    w.line(0, `Status:\tTerminating (lasts ${ageOf(metadata.deletionTimestamp, now)})`)
    w.line(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s`)
  } else w.line(0, `Status:\t${status.phase ?? ''}`)
  if (status.reason) w.line(0, `Reason:\t${status.reason}`)
  if (status.message) w.line(0, `Message:\t${status.message}`)
  const seccomp = (spec.securityContext as { readonly seccompProfile?: { readonly type?: string } } | undefined)
    ?.seccompProfile
  if (seccomp !== undefined) w.line(0, `SeccompProfile:\t${seccomp.type ?? ''}`)
}

function describeAddresses(w: DescribeWriter, pod: Pod): void {
  const { status } = pod
  w.line(0, `IP:\t${status.podIP ?? ''}`)
  const addresses = (status.podIPs as readonly { readonly ip: string }[] | undefined) ?? []
  if (addresses.length === 0) w.line(0, 'IPs:\t<none>')
  else {
    w.line(0, 'IPs:')
    for (const { ip } of addresses) w.line(1, `IP:\t${ip}`)
  }
  const owner = controllerOf(pod)
  if (owner !== undefined) w.line(0, `Controlled By:\t${owner.kind}/${owner.name}`)
  if (status.nominatedNodeName) w.line(0, `NominatedNodeName:\t${status.nominatedNodeName}`)
}

function describeConditions(w: DescribeWriter, { spec, status }: Pod): void {
  const gates = (spec.readinessGates as readonly { readonly conditionType: string }[] | undefined) ?? []
  if (gates.length > 0) {
    w.write(0, 'Readiness Gates:\n  Type\tStatus\n')
    for (const { conditionType } of gates) {
      const found = findCondition(status.conditions, conditionType)
      w.line(1, `${conditionType} \t${found?.status ?? '<none>'} `)
    }
  }
  if (!status.conditions?.length) return
  w.write(0, 'Conditions:\n  Type\tStatus\n')
  for (const condition of status.conditions) w.line(1, `${condition.type} \t${condition.status} `)
}

/** What a fieldRef in an environment variable gives: kubectl knows how to read no others, and leaves them empty. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go EnvValueRetriever
function fieldOf({ metadata }: Pod, path: string): string {
  if (path === 'metadata.name') return metadata.name
  return path === 'metadata.namespace' ? (metadata.namespace ?? '') : ''
}
