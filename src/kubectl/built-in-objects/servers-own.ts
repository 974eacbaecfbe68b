import { sha256 } from '../../base/sha256'
import { utf8 } from '../../k8s/base64'
import type { NewObject } from '../../k8s/object'
import { toTimestamp } from '../../k8s/time'

const RENEWED_EVERY = 10_000
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** The API server's own lease: that it runs, and what it is called. It is renewed without a write. */
// Models pkg/controlplane/apiserver/server.go (identity) and staging/src/k8s.io/component-helpers/apimachinery/lease
export const SERVER_LEASE: NewObject = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: {
    annotations: { 'kubernetes.io/peer-advertise-address': '172.18.0.2:6443' },
    labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver', 'kubernetes.io/hostname': 'control-plane' },
    name: identity(),
    namespace: 'kube-system',
  },
  spec: { holderIdentity: `${identity()}_7c9e6679-7425-40de-944b-e07fc1f90ae7`, leaseDurationSeconds: 3600 },
}

/** The range from which Services get their addresses. */
// Models pkg/controlplane/controller/defaultservicecidr/default_servicecidr_controller.go
export const SERVICE_RANGE: NewObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
  metadata: { finalizers: ['networking.k8s.io/service-cidr-finalizer'], name: 'kubernetes' },
  spec: { cidrs: ['10.96.0.0/16'] },
  status: {
    conditions: [{ message: 'Kubernetes Service CIDR is ready', reason: '', status: 'True', type: 'Ready' }],
  },
}

/** When the server last said that it runs. */
export function renewTime(now: number): string {
  return `${toTimestamp(now - (now % RENEWED_EVERY)).slice(0, -1)}.000000Z`
}

/** `apiserver-` and 26 letters that follow from the machine's name. */
function identity(): string {
  const bits = [...sha256(utf8('control-plane'))].map(digit => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
  const letters = bits.join('').match(/.{5}/g) ?? []
  return `apiserver-${letters
    .slice(0, 26)
    .map(five => LETTERS.charAt(Number.parseInt(five, 2)))
    .join('')}`
}
