import type { ApiClient } from '../k8s/api-client'
import { delegatingTo } from '../k8s/delegating-client'
import type { KubeObject } from '../k8s/object'
import { toTimestamp } from '../k8s/time'
import type { NodeHeartbeats } from './node-heartbeats'

const LEASES = 'leases.coordination.k8s.io'
const NODE_LEASES = 'kube-node-lease'

/** The client of somebody who reads leases: they show the latest beat of their node, although no beat is written. */
export function withLeaseRenewals(client: ApiClient, heartbeats: NodeHeartbeats): ApiClient {
  const renewed = (object: KubeObject): KubeObject => {
    const { name, namespace } = object.metadata
    const beat = namespace === NODE_LEASES ? heartbeats.lastHeartbeat(name) : undefined
    if (beat === undefined) return object
    const spec = (object as KubeObject & { readonly spec?: object }).spec
    return { ...object, spec: { ...spec, renewTime: microTime(beat) } } as KubeObject
  }
  return delegatingTo(client, {
    get(resource, namespace, name) {
      const object = client.get(resource, namespace, name)
      return resource === LEASES ? renewed(object) : object
    },
    list(resource, options) {
      const objects = client.list(resource, options)
      return resource === LEASES ? objects.map(renewed) : objects
    },
  })
}

/** `2026-01-01T00:00:00.000000Z`, as leases have it. */
export function microTime(time: number): string {
  return `${toTimestamp(time).slice(0, -1)}.${String(Math.floor(time % 1000)).padStart(3, '0')}000Z`
}
