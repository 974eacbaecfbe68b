import type { NewObject } from './object'

export const ROOT_CERTIFICATE = 'kube-root-ca.crt'

/** The ConfigMap with which pods know their API server. */
// Models pkg/controller/certificates/rootcacertpublisher/publisher.go
export function rootCertificate(namespace: string): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { annotations: { 'kubernetes.io/description': DESCRIPTION }, name: ROOT_CERTIFICATE, namespace },
    data: { 'ca.crt': '' },
  }
}

const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'
