import { ApiError } from '../../../k8s/api-client'
import type { KubeObject, NewObject } from '../../../k8s/object'
import { ROOT_CERTIFICATE, rootCertificate } from '../../../k8s/root-certificate'
import type { Component, ComponentContext } from '../../component'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'

const ACCOUNT = 'default'

/**
 * Keeps in every namespace the account that pods run as and the certificate that they trust. The API server fills new
 * namespaces itself; this makes the two again when somebody deletes them.
 */
// Models pkg/controller/serviceaccount/serviceaccounts_controller.go and certificates/rootcacertpublisher/publisher.go
export function startServiceAccountController(context: ComponentContext): Component {
  const { kernel, limiter, informers } = context
  const namespaces = informers.informer<KubeObject>('namespaces')
  const queue = new WorkQueue({
    name: 'service account',
    kernel,
    limiter,
    sync: namespace => restore(context, namespaces, namespace),
  })
  const enqueueWhen = (name: string) => (object: KubeObject) => {
    const { namespace } = object.metadata
    if (object.metadata.name === name && namespace !== undefined) queue.add(namespace)
  }
  informers.informer('serviceaccounts').handle({ removed: enqueueWhen(ACCOUNT) })
  informers.informer('configmaps').handle({ removed: enqueueWhen(ROOT_CERTIFICATE) })
  return { pause: () => queue.pause(), resume: () => queue.resume() }
}

function* restore({ client }: ComponentContext, namespaces: Informer<KubeObject>, namespace: string): Process {
  const owner = namespaces.get(namespace)
  if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return
  const account: NewObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: ACCOUNT, namespace } }
  const because = 'every namespace has one'
  for (const [resource, object] of [
    ['serviceaccounts', account],
    ['configmaps', rootCertificate(namespace)],
  ] as const) {
    try {
      yield* request(() => client.create(resource, object, { because }))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.reason !== 'AlreadyExists') throw error
    }
  }
}
