import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isEmptySelector, type LabelSelector } from '../../k8s/selector'
import type { InformerFactory } from '../runtime/informer'
import type { PersistentVolume, PersistentVolumeClaim } from './filters/volume-claims'
import type { CacheSources } from './node-cache'

interface Selecting extends KubeObject {
  readonly spec: { readonly selector?: unknown }
}

const OWNERS: Readonly<Record<string, string>> = { ReplicaSet: 'replicasets.apps', StatefulSet: 'statefulsets.apps' }

/** Looks up namespaces, Services, claims and the owners of Pods in the scheduler's own caches. */
export function clusterSources(informers: InformerFactory): CacheSources {
  const namespaces = informers.informer<KubeObject>('namespaces')
  const claims = informers.informer<PersistentVolumeClaim>('persistentvolumeclaims')
  const volumes = informers.informer<PersistentVolume>('persistentvolumes')
  const services = informers.informer<Selecting>('services')
  const owners = new Map(
    Object.entries(OWNERS).map(([kind, resource]) => [kind, informers.informer<Selecting>(resource)]),
  )
  return {
    namespaceLabels: namespace => namespaces.get(namespace)?.metadata.labels,
    claim: (namespace, name) => claims.get(`${namespace}/${name}`),
    volume: name => volumes.get(name),
    // Models pkg/scheduler/framework/plugins/helper/spread.go DefaultSelector
    siblingSelector(pod: Pod): LabelSelector | undefined {
      const { namespace, labels = {} } = pod.metadata
      let matchLabels: Record<string, string> = {}
      for (const { metadata, spec } of services.list()) {
        const selector = (spec.selector ?? {}) as Readonly<Record<string, string>>
        const keys = Object.keys(selector)
        if (metadata.namespace !== namespace || keys.length === 0) continue
        if (keys.every(key => labels[key] === selector[key])) matchLabels = { ...matchLabels, ...selector }
      }
      const reference = controllerOf(pod)
      const owner = owners.get(reference?.kind ?? '')?.get(`${namespace}/${reference?.name}`)
      const own = (owner?.spec.selector ?? {}) as LabelSelector
      const selector = { ...own, matchLabels: { ...own.matchLabels, ...matchLabels } }
      return isEmptySelector(selector) ? undefined : selector
    },
  }
}
