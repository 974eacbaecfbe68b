import type { DaemonSet } from '../../k8s/workload'

export interface DaemonSetAction {
  readonly name: 'describe' | 'rolloutStatus' | 'restart' | 'undo' | 'delete' | 'deleteOrphan'
  readonly command: string
}

/** What can be done with a DaemonSet. The namespace is named unless it is the default one. */
export function daemonSetActions({ metadata: { name, namespace = 'default' } }: DaemonSet): readonly DaemonSetAction[] {
  const place = namespace === 'default' ? '' : ` -n ${namespace}`
  return [
    { name: 'describe', command: `kubectl describe daemonset ${name}${place}` },
    { name: 'rolloutStatus', command: `kubectl rollout status daemonset/${name}${place}` },
    { name: 'restart', command: `kubectl rollout restart daemonset/${name}${place}` },
    { name: 'undo', command: `kubectl rollout undo daemonset/${name}${place}` },
    { name: 'delete', command: `kubectl delete daemonset ${name}${place}` },
    { name: 'deleteOrphan', command: `kubectl delete daemonset ${name}${place} --cascade=orphan` },
  ]
}
