import { sortKeys } from '../../k8s/go-json'
import { type Condition, controllerOf } from '../../k8s/object'
import type { PodTemplate } from '../../k8s/pod'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { withoutTemplateHash } from '../../k8s/template-hash'
import type { Deployment, ReplicaSet } from '../../k8s/workload'
import { formatLabelSelector } from '../printers/format-labels'
import type { DescribeWriter } from './describe-writer'
import { type DescribeContext, describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describePodTemplate } from './pod-template'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeDeployment
export const describeDeployment = describerOf<Deployment>((w, deployment, context) => {
  const { metadata, spec, status } = deployment
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, `CreationTimestamp:\t${rfc1123(parseTimestamp(metadata.creationTimestamp))}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Selector:\t${formatLabelSelector(spec.selector)}`)
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status ?? {}
  w.line(
    0,
    `Replicas:\t${spec.replicas} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`,
  )
  w.line(0, `StrategyType:\t${spec.strategy.type}`)
  w.line(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}`)
  const rolling = spec.strategy.rollingUpdate
  if (rolling !== undefined) {
    w.line(
      0,
      `RollingUpdateStrategy:\t${rolling.maxUnavailable ?? 0} max unavailable, ${rolling.maxSurge ?? 0} max surge`,
    )
  }
  describePodTemplate(w, spec.template)
  describeWorkloadConditions(w, status?.conditions)
  describeReplicaSets(w, deployment, context)
  describeEvents(w, deployment, context)
})

/** The conditions of a Deployment or ReplicaSet; nothing without any. */
export function describeWorkloadConditions(w: DescribeWriter, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return
  w.write(0, 'Conditions:\n  Type\tStatus\tReason\n')
  w.line(1, '----\t------\t------')
  for (const { type, status, reason } of conditions) w.line(1, `${type} \t${status}\t${reason ?? ''}`)
}

function describeReplicaSets(w: DescribeWriter, { metadata, spec }: Deployment, { client }: DescribeContext): void {
  const where = metadata.namespace === undefined ? {} : { namespace: metadata.namespace }
  const sets = (client.list('replicasets.apps', { ...where, labelSelector: spec.selector }) as readonly ReplicaSet[])
    .filter(set => controllerOf(set)?.uid === metadata.uid)
    .sort((a, b) => Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp))
  const current = sets.find(set => templateText(set.spec.template) === templateText(spec.template))
  const old = sets.filter(set => set !== current)
  if (sets.length === 0) return
  w.line(0, `OldReplicaSets:\t${replicaSetsText(old)}`)
  w.line(0, `NewReplicaSet:\t${replicaSetsText(current === undefined ? [] : [current])}`)
}

function templateText(template: PodTemplate): string {
  return JSON.stringify(sortKeys(withoutTemplateHash(template)))
}

function replicaSetsText(sets: readonly ReplicaSet[]): string {
  if (sets.length === 0) return '<none>'
  return sets
    .map(
      ({ metadata, spec, status }) => `${metadata.name} (${status?.replicas ?? 0}/${spec.replicas} replicas created)`,
    )
    .join(', ')
}
