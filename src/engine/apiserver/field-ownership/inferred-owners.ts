import { type Fields, isRecord } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { withoutAdmitted } from './admitted-parts'
import { componentManager } from './component-manager'
import { emptyObject } from './empty-object'
import type { FieldOwners } from './field-owners'
import { NO_FIELDS } from './field-set'
import { shapeOfKind } from './shape'
import { ownersAfterUpdate } from './update-owners'

/**
 * Who owns what of an object that no person's client has written yet, inferred from its looks. Nobody notes what the cluster's own
 * components write, so that thousands of nodes and Pods cost nothing.
 *
 * Exact: that whoever makes such objects owns all but what admission and storage add, and that their status belongs to the
 * component that reports it. Not exact: when (it is the creation, and for the status the latest of its conditions), and that a
 * status field which has come back to its first value stays with who set it.
 */
export function inferredOwners(object: KubeObject): FieldOwners {
  const shape = shapeOfKind(object.kind)
  return inferredWrites(object).reduce<FieldOwners>(
    (owners, { manager, subresource, time, before, after }) =>
      ownersAfterUpdate(owners, {
        shape,
        before,
        after,
        ignored: NO_FIELDS,
        by: { manager, operation: 'Update', apiVersion: object.apiVersion, subresource },
        time,
      }),
    [],
  )
}

/** A write that must have been. */
interface InferredWrite {
  readonly manager: string
  readonly subresource: '' | 'status'
  readonly time: string
  readonly before: Fields
  readonly after: Fields
}

function inferredWrites(object: KubeObject): readonly InferredWrite[] {
  const maker = makerOf(object)
  if (maker === undefined) return []
  const { apiVersion, kind } = object
  const nothing = emptyObject(apiVersion, kind)
  const { status, ...rest } = object as KubeObject & { readonly status?: unknown }
  const bare = withoutAdmitted(rest as KubeObject)
  const made = kind === 'Node' ? asRegistered(bare) : bare
  const time = object.metadata.creationTimestamp
  const writes: InferredWrite[] = [
    { manager: maker, subresource: '', time, before: withStatus(nothing, undefined), after: made },
  ]
  if (made !== bare) {
    writes.push({ manager: componentManager('node-controller'), subresource: '', time, before: made, after: bare })
  }
  if (status !== undefined) writes.push(statusWrite(object, nothing.status))
  return writes
}

function makerOf({ kind, ...object }: KubeObject): string | undefined {
  switch (kind) {
    case 'ServiceAccount':
      // Made by the server's own storage, under no name.
      return undefined
    case 'Namespace':
    case 'PriorityClass':
    case 'Service':
      return componentManager('kube-apiserver')
    case 'Node':
    case 'Lease':
      return componentManager('kubelet')
    case 'Event':
      return componentManager(reporterOf(object))
    default:
      return componentManager('controller-manager')
  }
}

function reporterOf({ source, reportingComponent }: Fields): string {
  return String((isRecord(source) ? source.component : undefined) || reportingComponent)
}

const NODE_CONTROLLER_FIELDS = new Set(['taints', 'podCIDR', 'podCIDRs'])
const TTL_ANNOTATION = 'node.alpha.kubernetes.io/ttl'

/** A node as its kubelet registered it, before the node controllers saw it. */
function asRegistered(node: KubeObject): KubeObject {
  const { annotations, ...metadata } = node.metadata
  const own = Object.entries(annotations ?? {}).filter(([name]) => name !== TTL_ANNOTATION)
  const spec = Object.entries(node.spec as Fields).filter(([name]) => !NODE_CONTROLLER_FIELDS.has(name))
  return {
    ...node,
    metadata: own.length === 0 ? metadata : { ...metadata, annotations: Object.fromEntries(own) },
    spec: Object.fromEntries(spec),
  }
}

function statusWrite(object: KubeObject, zero: unknown): InferredWrite {
  const status = (object.status ?? {}) as Fields
  return {
    manager: reporterOfStatus(object),
    subresource: 'status',
    time: latestCondition(status) ?? object.metadata.creationTimestamp,
    before: withStatus(object, statusBefore(object, status, zero)),
    after: object,
  }
}

function reporterOfStatus({ kind, spec }: KubeObject): string {
  if (kind === 'Node') return componentManager('kubelet')
  if (kind !== 'Pod') return componentManager('controller-manager')
  return componentManager((spec as Fields).nodeName === undefined ? 'default-scheduler' : 'kubelet')
}

/** What the server itself wrote: nobody owns what is still so. */
function statusBefore({ kind }: KubeObject, status: Fields, zero: unknown): unknown {
  if (kind === 'Node') return { ...status, conditions: conditionsOf(status).map(({ type }) => ({ type })) }
  if (kind === 'Namespace') return status
  if (kind !== 'Pod') return zero
  const bound = conditionsOf(status).filter(({ type, status: value }) => type === 'PodScheduled' && value === 'True')
  const { observedGeneration: _, ...scheduled } = bound[0] ?? {}
  return {
    phase: 'Pending',
    ...(status.qosClass === undefined ? {} : { qosClass: status.qosClass }),
    ...(bound.length === 0 ? {} : { conditions: [scheduled] }),
  }
}

function latestCondition(status: Fields): string | undefined {
  return conditionsOf(status)
    .map(({ lastTransitionTime, lastHeartbeatTime }) => String(lastHeartbeatTime ?? lastTransitionTime ?? ''))
    .reduce<string | undefined>((latest, time) => (time > (latest ?? '') ? time : latest), undefined)
}

const conditionsOf = ({ conditions }: Fields): readonly Fields[] =>
  Array.isArray(conditions) ? conditions.filter(isRecord) : []

const withStatus = ({ status: _, ...object }: Fields, status: unknown): Fields =>
  status === undefined ? object : { ...object, status }
