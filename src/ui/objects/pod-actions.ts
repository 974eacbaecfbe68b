import type { Pod } from '../../k8s/pod'

export interface PodAction {
  readonly name: 'describe' | 'logs' | 'delete' | 'forceDelete'
  readonly command: string
}

/** What can be done with a Pod. The namespace is named unless it is the default one. */
export function podActions(pod: Pod): readonly PodAction[] {
  const { name, namespace = 'default' } = pod.metadata
  const place = namespace === 'default' ? '' : ` -n ${namespace}`
  return [
    { name: 'describe', command: `kubectl describe pod ${name}${place}` },
    { name: 'logs', command: `kubectl logs ${name}${place}` },
    { name: 'delete', command: `kubectl delete pod ${name}${place}` },
    { name: 'forceDelete', command: `kubectl delete pod ${name}${place} --force --grace-period=0` },
  ]
}
