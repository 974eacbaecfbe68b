import type { ResourceType } from '../../k8s/resources'

/** Kinds that are stored under an older name than the one they are served by. */
// Models pkg/kubeapiserver/default_storage_factory_builder.go SpecialDefaultResourcePrefixes and the stores of pkg/registry/core
const FOLDERS: Readonly<Record<string, string>> = {
  nodes: 'minions',
  services: 'services/specs',
  endpoints: 'services/endpoints',
  replicationcontrollers: 'controllers',
  'ingresses.networking.k8s.io': 'ingress',
}

/** Where the server keeps an object: `/daemonsets/default/agent`. */
export function storageKey(type: ResourceType, namespace: string | undefined, name: string): string {
  const { group, plural } = type
  const folder = FOLDERS[group === '' ? plural : `${plural}.${group}`] ?? plural
  return `/${folder}/${namespace === undefined ? '' : `${namespace}/`}${name}`
}
