import { type ApiClient, ApiError, isNotFound } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import { goQuote } from '../../k8s/go-quote'
import { isIpAddress } from '../../k8s/names'
import type { KubeObject } from '../../k8s/object'
import { compareStorageKeys } from '../../k8s/object-order'
import { serviceSpecOf } from '../../k8s/service'
import { fixedUid } from './fixed-uid'
import { selectionOf } from './selection'

const RESOURCE = 'ipaddresses.networking.k8s.io'

/**
 * The client of somebody who looks at the addresses of Services: the server keeps an IPAddress for each, and makes it again
 * when it is deleted. Here it is told from the Service.
 */
// Models pkg/registry/core/service/ipallocator/ipallocator.go createIPAddress
export function withServiceAddresses(client: ApiClient): ApiClient {
  const allocated = () => client.list('services').flatMap(addressesOf)
  const find = (name: string) => allocated().find(({ metadata }) => metadata.name === name)
  return delegatingTo(client, {
    get(resource, namespace, name) {
      return (resource === RESOURCE ? find(name) : undefined) ?? client.get(resource, namespace, name)
    },
    list(resource, options = {}) {
      const stored = client.list(resource, options)
      if (resource !== RESOURCE) return stored
      return [...stored, ...allocated().filter(selectionOf(resource, options))].sort(compareStorageKeys)
    },
    create(resource, object, options) {
      const { name = '' } = object.metadata
      if (resource === RESOURCE && find(name) !== undefined) {
        const message = `${RESOURCE} ${goQuote(name)} already exists`
        throw new ApiError({ code: 409, reason: 'AlreadyExists', message })
      }
      return client.create(resource, object, options)
    },
    delete(resource, namespace, name, options) {
      try {
        return client.delete(resource, namespace, name, options)
      } catch (error) {
        const own = resource === RESOURCE && isNotFound(error) ? find(name) : undefined
        if (own === undefined) throw error
        return own
      }
    },
  })
}

function addressesOf(service: KubeObject): readonly KubeObject[] {
  const { namespace, name, uid, resourceVersion, creationTimestamp } = service.metadata
  const { clusterIPs = [], clusterIP = '' } = serviceSpecOf(service)
  const addresses = (clusterIPs.length > 0 ? clusterIPs : [clusterIP]).filter(isIpAddress)
  return addresses.map(address => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      name: address,
      uid: fixedUid(`${uid} ${address}`),
      resourceVersion,
      creationTimestamp,
      labels: {
        'ipaddress.kubernetes.io/ip-family': address.includes(':') ? 'IPv6' : 'IPv4',
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
    },
    spec: { parentRef: { name, namespace, resource: 'services' } },
  }))
}
