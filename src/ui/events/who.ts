import type { TFunction } from 'i18next'

const COMPONENTS: Readonly<Record<string, 'you' | 'scheduler' | 'nodeLifecycle' | 'garbageCollector' | 'cluster'>> = {
  kubectl: 'you',
  admin: 'you',
  lab: 'you',
  scheduler: 'scheduler',
  'default-scheduler': 'scheduler',
  'node-controller': 'nodeLifecycle',
  'node-lifecycle-controller': 'nodeLifecycle',
  'garbage-collector': 'garbageCollector',
  'generic-garbage-collector': 'garbageCollector',
  bootstrap: 'cluster',
}

/** Who made a change, as a person would say it: `you`, `kubelet on worker-1`, `DaemonSet controller`. */
export function who(by: string, t: TFunction<'events'>): string {
  const known = COMPONENTS[by]
  if (known) return t(`who.${known}`)
  const kubelet = /^kubelet[/, ]+(.+)$/.exec(by)
  if (kubelet?.[1]) return t('who.kubeletOn', { node: kubelet[1] })
  const controller = /^([a-z-]+?)-controller$/.exec(by)
  if (controller?.[1]) return t('who.controller', { name: controllerName(controller[1]) })
  return by
}

function controllerName(name: string): string {
  const kinds: Readonly<Record<string, string>> = {
    daemonset: 'DaemonSet',
    replicaset: 'ReplicaSet',
    deployment: 'Deployment',
  }
  return kinds[name] ?? name
}

/** Changes that a person made: shown in bold. */
export function isPerson(by: string): boolean {
  return COMPONENTS[by] === 'you'
}
