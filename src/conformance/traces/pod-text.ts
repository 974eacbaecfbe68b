import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isPodReady, isTerminating } from '../../k8s/pod-conditions'

/** The state of a pod in the recorder's words. */
export function podState(pod: Pod): string {
  if (isTerminating(pod)) return isPodReady(pod) ? 'terminating' : 'terminating unready'
  const { phase } = pod.status
  if (phase === 'Failed') return 'failed'
  if (phase === 'Succeeded') return 'succeeded'
  if (!pod.spec.nodeName) return 'unbound'
  if (phase !== 'Running') return 'pending'
  return isPodReady(pod) ? 'ready' : 'running'
}

/** The name of what controls the pod; of a pod on its own, what its name was made from, or its name. */
export function podApp(pod: Pod): string {
  const owner = controllerOf(pod)
  if (owner !== undefined) return owner.kind === 'ReplicaSet' ? withoutHash(owner.name) : owner.name
  return pod.metadata.generateName?.replace(/-$/, '') ?? pod.metadata.name
}

/** A ReplicaSet's name without the hash at its end: the Deployment's. */
function withoutHash(replicaSet: string): string {
  return replicaSet.replace(/-[^-]+$/, '')
}

export function isOfReplicaSet(pod: Pod): boolean {
  return controllerOf(pod)?.kind === 'ReplicaSet'
}

/** The node a pod is on or, unbound, the one that its affinity names. */
export function podNode(pod: Pod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return terms?.flatMap(term => term.matchFields ?? []).find(({ key }) => key === 'metadata.name')?.values?.[0]
}
