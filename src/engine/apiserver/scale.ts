import type { KubeObject, NewObject } from '../../k8s/object'
import type { Request } from './request'
import { noSuchResource } from './status-errors'

const SCALABLE = new Set(['deployments.apps', 'replicasets.apps', 'statefulsets.apps', 'replicationcontrollers'])

interface Scale {
  readonly spec?: { readonly replicas?: number }
}

/** The stored object as it is after a write of its `scale`: only the number of replicas counts. */
// Models pkg/registry/apps/deployment/storage/storage.go ScaleREST.Update
export function withScale({ resource }: Request, stored: KubeObject, body: NewObject): KubeObject {
  if (!SCALABLE.has(resource)) throw noSuchResource()
  const spec = stored.spec as Readonly<Record<string, unknown>>
  return { ...stored, spec: { ...spec, replicas: (body as Scale).spec?.replicas ?? spec.replicas } }
}
