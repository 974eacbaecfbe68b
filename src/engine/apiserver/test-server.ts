import { ApiError } from '../../k8s/api-client'
import type { NewObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { Kernel } from '../kernel/kernel'
import { OBJECT_CHECKS } from '../object-checks'
import { createApiServer } from './api-server'
import { ObjectStore } from './object-store'

/** For tests: an API server and nothing else, with a client as a component has it. */
export function startServer(seed = 1) {
  const kernel = new Kernel(seed)
  const store = new ObjectStore(kernel)
  const server = createApiServer({ kernel, store, checks: OBJECT_CHECKS })
  return { kernel, store, server, client: server.client('test') }
}

/** `403 Forbidden: …`, or `accepted`. */
export function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof ApiError) return `${error.status.code} ${error.status.reason}: ${error.message}`
    throw error
  }
  return 'accepted'
}

export const configMap = (name: string, data: Record<string, string> = {}): NewObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})

export const pod = (name: string, spec: Partial<Pod['spec']> = {}, labels: Record<string, string> = {}): NewObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }], ...spec },
})

export const daemonSet = (name: string, spec: Readonly<Record<string, unknown>> = {}): NewObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }] },
    },
    ...spec,
  },
})
