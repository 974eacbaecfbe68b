import type { NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { pod, type startServer } from '../test-server'

/** For tests of admission: what is let in, or not. */
export type Client = ReturnType<typeof startServer>['client']

export const create = (client: Client, object = pod('web')) => client.create('pods', object) as Pod

export const inNamespace = (object: NewObject, namespace: string) => ({
  ...object,
  metadata: { ...object.metadata, namespace },
})

export function addNamespace(client: Client, name: string, labels: Record<string, string>): void {
  client.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })
}

export function addQuota(client: Client, name: string, spec: Readonly<Record<string, unknown>>): void {
  client.create('resourcequotas', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec })
}

export const withResources = (name: string, requests: Record<string, string>, limits: Record<string, string> = {}) =>
  pod(name, { containers: [{ name: 'main', image: 'app:1', resources: { requests, limits } }] })
