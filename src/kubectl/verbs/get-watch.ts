import type { CommandRun } from '../../base/command'
import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { apiVersionOf, resourceNameOf } from '../../k8s/resources'
import { toTimestamp } from '../../k8s/time'
import type { Invocation } from '../command/command-spec'
import { requestTimeoutOf } from '../command/connection'
import type { WatchEvent } from '../kubectl-session'
import { ObjectTable } from '../output/object-table'
import { listObjects, readTarget, type Selection, targetFrom } from '../resources/resource-selection'
import type { GetForm } from './get-form'
import { tableOptions } from './get-table'

/** Prints what is there, then every change, until it is interrupted or its request has lasted long enough. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/get/get.go watch
export function* watchObjects(
  invocation: Invocation,
  type: ResourceType,
  selection: Selection,
  form: GetForm,
): CommandRun {
  const { io, flags, session } = invocation
  const tables = new ObjectTable(type, tableOptions(invocation, type, flags.bool('show-kind')))
  const asEvents = flags.bool('output-watch-events') && flags.string('output') !== 'name'
  const print = (objects: readonly KubeObject[], event: WatchEvent['type']) => {
    if (form.table) io.out(tables.print(objects, event))
    else {
      for (const object of objects) {
        const target = targetFrom(type, object)
        form.print([asEvents ? { ...target, object: { type: event, object } as unknown as KubeObject } : target], true)
      }
    }
  }
  const watch = session.watch(apiVersionOf(type), type.kind)
  try {
    const known = new Set<string>()
    const present = presentObjects(invocation, type, selection)
    for (const object of present) known.add(object.metadata.uid)
    if (!flags.bool('watch-only') && present.length > 0) print(present, 'ADDED')
    const deadline = io.now() + requestTimeoutOf(flags)
    while (io.now() < deadline) {
      yield { change: true, ...(Number.isFinite(deadline) ? { delay: deadline - io.now() } : {}) }
      for (const event of watch.take()) {
        const matches = selects(invocation, type, selection, event.object)
        const had = known.has(event.object.metadata.uid)
        if (!matches && !had) continue
        if (event.type === 'DELETED' || !matches) known.delete(event.object.metadata.uid)
        else known.add(event.object.metadata.uid)
        const object = event.type === 'DELETED' ? asLastStored(event.object, io.now()) : event.object
        // The zero was written before the Pod went: an event of its own.
        if (object !== event.object) print([object], 'MODIFIED')
        print([object], !matches ? 'DELETED' : had ? event.type : 'ADDED')
      }
    }
    return 0
  } finally {
    watch.stop()
  }
}

function presentObjects({ session }: Invocation, type: ResourceType, selection: Selection): readonly KubeObject[] {
  if (selection.by === 'list') return listObjects(session.client, type, selection.options)
  return selection.targets.map(target => readTarget(session.client, target))
}

// Whether a changed object belongs to the watch. The server is asked where there are selectors.
function selects({ session }: Invocation, type: ResourceType, selection: Selection, object: KubeObject): boolean {
  const { name, namespace } = object.metadata
  if (selection.by === 'name')
    return selection.targets.some(target => target.name === name && target.namespace === namespace)
  const { options } = selection
  if (type.namespaced && options.namespace !== undefined && namespace !== options.namespace) return false
  if (options.labelSelector === undefined && options.fieldSelector === undefined) return true
  return session.client
    .list(resourceNameOf(type), { ...options, ...(namespace === undefined ? {} : { namespace }) })
    .some(other => other.metadata.name === name)
}

/** A Pod goes with a grace period of zero, whether a kubelet confirms its deletion or nobody has to. */
// Models staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go updateForGracefulDeletionAndFinalizers
function asLastStored(object: KubeObject, now: number): KubeObject {
  const { kind, metadata } = object
  if (kind !== 'Pod' || metadata.deletionGracePeriodSeconds === 0) return object
  const { deletionTimestamp = toTimestamp(now) } = metadata
  return { ...object, metadata: { ...metadata, deletionTimestamp, deletionGracePeriodSeconds: 0 } }
}
