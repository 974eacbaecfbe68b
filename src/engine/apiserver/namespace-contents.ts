import type { NewObject } from '../../k8s/object'
import { rootCertificate } from '../../k8s/root-certificate'
import { createObject } from './creation'
import { openRequest, type ServerContext } from './request'

/**
 * What every namespace holds from its first moment: the account that pods run as, and the certificate that their token
 * volume carries. In a real cluster two small controllers make them a moment later; nobody here needs that moment.
 */
// Models pkg/controller/serviceaccount and pkg/controller/certificates/rootcacertpublisher
export function fillNamespace(server: ServerContext, namespace: string): void {
  const account: NewObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }
  createObject(server, openRequest(server, 'serviceaccounts', 'service-account-controller', {}, []), account, {})
  createObject(
    server,
    openRequest(server, 'configmaps', 'root-ca-certificate-publisher', {}, []),
    rootCertificate(namespace),
    {},
  )
}
