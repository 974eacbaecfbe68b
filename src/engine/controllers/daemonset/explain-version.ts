import { isConditionTrue } from '../../../k8s/conditions'
import type { Node } from '../../../k8s/node'
import { findUntoleratedTaint } from '../../../k8s/taints'
import type { DaemonSet } from '../../../k8s/workload'
import type { VersionNote, VersionNoteCode } from '../../explanation'
import type { VersionBehaviour } from '../../version-behaviour'
import { isAvailable, type NodeFacts } from './node-facts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const ROLE = 'node-role.kubernetes.io/'

interface Looked {
  readonly behaviour: VersionBehaviour
  readonly daemonSet: DaemonSet
  readonly facts: readonly NodeFacts[]
  readonly now: number
}

/** Where a decision of the version matters now for this DaemonSet: what newer ones do otherwise. */
const MATTERS: Readonly<Record<VersionNoteCode, (looked: Looked) => boolean>> = {
  'max-surge-dropped': ({ behaviour, daemonSet }) => behaviour.maxSurge !== 'served' && asksForSurge(daemonSet),
  'placed-by-controller': ({ behaviour }) => behaviour.placesDaemonPods === 'daemonset-controller',
  'control-plane-called-master': ({ behaviour, daemonSet, facts }) => {
    const { tolerations = [] } = daemonSet.spec.template.spec
    const asked = tolerations.some(({ key }) => key === `${ROLE}control-plane`)
    if (behaviour.controlPlaneRoles.taints.includes('control-plane') || !asked) return false
    return nodesOf(facts).some(({ spec }) => {
      const master = spec.taints?.filter(({ key }) => key === `${ROLE}master`)
      return findUntoleratedTaint(master, tolerations, ['NoSchedule']) !== undefined
    })
  },
  'platform-labels-beta': ({ behaviour, daemonSet }) => {
    const { nodeSelector } = daemonSet.spec.template.spec
    if (behaviour.platformLabels.includes('kubernetes.io/')) return false
    return Object.keys(nodeSelector ?? {}).some(label => label === 'kubernetes.io/os' || label === 'kubernetes.io/arch')
  },
  'unavailable-old-pods-free': ({ behaviour, facts, now }) =>
    behaviour.unavailableInRollout === 'all-but-old-pods' &&
    facts.some(({ pods }) => pods.some(pod => !pod.updated && !isAvailable(pod, now))),
  'taint-counted-at-once': ({ behaviour, daemonSet }) =>
    behaviour.nodeChangeWakes === 'changed-verdict' && (daemonSet.status.numberMisscheduled ?? 0) > 0,
  'lost-node-untainted': ({ behaviour, facts }) =>
    behaviour.evictsBy === 'node-controller' &&
    nodesOf(facts).some(({ status }) => !isConditionTrue(status?.conditions, 'Ready')),
}

/** What the page should say because another version would do otherwise here; empty for the newest. */
export function versionNotes(looked: Looked): readonly VersionNote[] {
  const codes = Object.keys(MATTERS) as VersionNoteCode[]
  return codes.filter(code => MATTERS[code](looked)).map(code => ({ code, version: looked.behaviour.version }))
}

function nodesOf(facts: readonly NodeFacts[]): Node[] {
  return facts.flatMap(({ node }) => (node === undefined ? [] : [node]))
}

/** What the person asked for is told by the annotation that `kubectl apply` leaves: the server has dropped the field. */
function asksForSurge({ metadata }: DaemonSet): boolean {
  const text = metadata.annotations?.[LAST_APPLIED] ?? ''
  const surge = /"maxSurge":("[^"]*"|\d+)/.exec(text)?.[1]
  return surge !== undefined && !/^"?0%?"?$/.test(surge)
}
