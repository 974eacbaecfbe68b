import { findCondition } from '../../k8s/conditions'
import type { Node, Taint } from '../../k8s/node'
import { ZONE_LABEL } from '../../k8s/well-known'
import type { DaemonSet } from '../../k8s/workload'
import { nodeRoles } from '../../kubectl/printers/node'

export type NodeHealth = 'ready' | 'not-ready' | 'cordoned'

export interface NodeLook {
  /** As the STATUS column of `kubectl get nodes`. */
  readonly status: string
  readonly health: NodeHealth
  readonly controlPlane: boolean
  readonly zone: string
  readonly roles: readonly string[]
  /** Condition types other than Ready that are True: `DiskPressure`. */
  readonly pressures: readonly string[]
}

const known = new WeakMap<Node, NodeLook>()

/** The look of a node; computed once for each stored value. */
export function nodeLook(node: Node): NodeLook {
  let look = known.get(node)
  if (look === undefined) {
    look = computeLook(node)
    known.set(node, look)
  }
  return look
}

function computeLook(node: Node): NodeLook {
  const roles = nodeRoles(node.metadata.labels)
  const conditions = node.status.conditions ?? []
  const ready = findCondition(conditions, 'Ready')
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  const cordoned = node.spec.unschedulable === true
  return {
    status: cordoned ? `${word},SchedulingDisabled` : word,
    health: word !== 'Ready' ? 'not-ready' : cordoned ? 'cordoned' : 'ready',
    controlPlane: roles.includes('control-plane') || roles.includes('master'),
    zone: node.metadata.labels?.[ZONE_LABEL] ?? '',
    roles,
    pressures: conditions.filter(({ type, status }) => type !== 'Ready' && status === 'True').map(({ type }) => type),
  }
}

/** A taint that the system put there by itself. */
export const isSystemTaint = (taint: Taint) => taint.key.startsWith('node.kubernetes.io/')

/** `dedicated=gpu:NoSchedule` without the long prefixes that everyone knows. */
export function shortTaint({ key, value, effect }: Taint): string {
  const short = key.replace(/^node(?:-role)?\.kubernetes\.io\//, '')
  return value ? `${short}=${value}:${effect}` : `${short}:${effect}`
}

export interface ShownLabel {
  readonly key: string
  readonly text: string
  /** The DaemonSet in focus asks for it and the value fits. */
  readonly matches: boolean
  readonly asked: boolean
}

const NOISE =
  /^(?:beta\.)?(?:kubernetes\.io\/(?:hostname|arch|os)|topology\.kubernetes\.io\/|node\.kubernetes\.io\/|node-role\.)/

/**
 * The labels worth a chip: those the DaemonSet asks for first, then those that somebody chose. What every node carries
 * anyway shows up only where it does not fit, or while it is pointed at (`lit`).
 */
export function shownLabels(
  labels: Readonly<Record<string, string>> = {},
  asked: AskedLabels,
  lit?: string,
): readonly ShownLabel[] {
  const shown: ShownLabel[] = []
  for (const [key, value] of Object.entries(labels)) {
    const wanted = asked.get(key)
    const matches = wanted !== undefined && (wanted.length === 0 || wanted.includes(value))
    const special =
      key === lit || (wanted !== undefined && !matches) || (key === 'kubernetes.io/os' && value !== 'linux')
    if (NOISE.test(key) && !special) continue
    shown.push({ key, text: value === '' ? key : `${key}=${value}`, matches, asked: wanted !== undefined })
  }
  return shown.sort((a, b) => Number(b.asked) - Number(a.asked))
}

/** Label key → values that would do; an empty list: any value, or decided by an operator that the chip cannot judge. */
export type AskedLabels = ReadonlyMap<string, readonly string[]>

const NOTHING: AskedLabels = new Map()
/** The labels that the DaemonSet's nodeSelector and required node affinity speak of. */
export function askedLabels(daemonSet: DaemonSet | undefined): AskedLabels {
  if (daemonSet === undefined) return NOTHING
  const spec = daemonSet.spec.template.spec
  const asked = new Map<string, readonly string[]>()
  const affinity = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  for (const term of affinity?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values = [] } of term.matchExpressions ?? []) {
      asked.set(key, operator === 'In' ? values : [])
    }
  }
  for (const [key, value] of Object.entries(spec.nodeSelector ?? {})) asked.set(key, [value])
  return asked
}
