import type { DaemonSet, Deployment } from '../../../k8s/workload'
import type { ClusterUnderFire } from '../cluster-under-fire'
import type { StartInvariant } from './invariant'

const COUNTS = ['desired', 'current', 'ready', 'upToDate', 'available', 'misscheduled'] as const

/** When all is mended, everything wanted is there, the status says so, and nothing is left over or stuck. */
export const convergence: StartInvariant = cluster => ({
  atRest: () => daemonSets(cluster) ?? deployments(cluster) ?? leftovers(cluster),
})

function daemonSets(cluster: ClusterUnderFire): string | undefined {
  for (const { metadata, status } of cluster.list<DaemonSet>('daemonsets.apps')) {
    const { namespace = '', name } = metadata
    const explained = cluster.engine.explainDaemonSet(namespace, name)
    if (explained === undefined) return `${name} cannot be explained`
    const { api, now } = explained
    if (COUNTS.some(count => api[count] !== now[count])) {
      return `the status of ${name} says ${JSON.stringify(api)}, and true is ${JSON.stringify(now)}`
    }
    if (status.observedGeneration !== metadata.generation) return `the last change of ${name} has not been observed`
    const wanted = explained.nodes.filter(({ shouldRun }) => shouldRun).length
    const { desired, ready, available, upToDate } = now
    if ([desired, ready, available, upToDate].some(count => count !== wanted)) {
      return `${name} should run on ${wanted} nodes, and has ${JSON.stringify(now)}`
    }
  }
  return undefined
}

function deployments(cluster: ClusterUnderFire): string | undefined {
  for (const { metadata, spec, status } of cluster.list<Deployment>('deployments.apps')) {
    const { availableReplicas = 0, updatedReplicas = 0, replicas = 0 } = status
    if ([availableReplicas, updatedReplicas, replicas].every(count => count === spec.replicas)) continue
    return `${metadata.name} wants ${spec.replicas} pods, and has ${JSON.stringify(status)}`
  }
  return undefined
}

function leftovers({ engine }: ClusterUnderFire): string | undefined {
  const objects = engine.objects()
  const uids = new Set(objects.map(({ metadata }) => metadata.uid))
  for (const object of objects) {
    const { kind, metadata } = object
    if (metadata.deletionTimestamp !== undefined) return `${kind} ${metadata.name} is still being deleted`
    const owner = metadata.ownerReferences?.find(({ uid }) => !uids.has(uid))
    if (owner !== undefined)
      return `${kind} ${metadata.name} is left, and its owner ${owner.kind} ${owner.name} is gone`
  }
  return undefined
}
