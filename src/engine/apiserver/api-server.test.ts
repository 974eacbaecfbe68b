import { describe, expect, it } from 'vitest'
import { ApiError } from '../../k8s/api-client'
import type { NewObject } from '../../k8s/object'
import { Kernel } from '../kernel/kernel'
import { createApiServer } from './api-server'
import { ObjectStore } from './object-store'

function startServer() {
  const kernel = new Kernel(1)
  const store = new ObjectStore(kernel)
  return { kernel, store, client: createApiServer({ kernel, store }).client('test') }
}

function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof ApiError) return `${error.status.code} ${error.status.reason}: ${error.message}`
    throw error
  }
  return 'accepted'
}

const configMap = (name: string, data: Record<string, string> = {}): NewObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
})

describe('reading and writing', () => {
  it('fills in the identity of a new object', () => {
    const { client } = startServer()
    const { metadata } = client.create('configmaps', configMap('settings'))
    expect(metadata.namespace).toBe('default')
    expect(metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(metadata.creationTimestamp).toBe('2026-01-01T00:00:00Z')
    expect(client.get('configmaps', 'default', 'settings').metadata).toBe(metadata)
  })

  it('generates a name from generateName', () => {
    const { client } = startServer()
    const object = { ...configMap(''), metadata: { generateName: 'web-' } }
    expect(client.create('configmaps', object).metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
  })

  it('answers the stored object and writes nothing when an update changes nothing', () => {
    const { client, store } = startServer()
    const stored = client.create('configmaps', configMap('settings', { level: 'info' }))
    const revision = store.currentRevision
    expect(client.update('configmaps', configMap('settings', { level: 'info' }))).toBe(stored)
    expect(store.currentRevision).toBe(revision)
  })

  it('refuses with the words of the real server', () => {
    const { client } = startServer()
    const stored = client.create('configmaps', configMap('settings'))
    client.update('configmaps', configMap('settings', { level: 'info' }))
    expect(refusal(() => client.get('daemonsets.apps', 'default', 'agent'))).toBe(
      '404 NotFound: daemonsets.apps "agent" not found',
    )
    expect(refusal(() => client.create('configmaps', configMap('settings')))).toBe(
      '409 AlreadyExists: configmaps "settings" already exists',
    )
    expect(refusal(() => client.update('configmaps', stored))).toBe(
      '409 Conflict: Operation cannot be fulfilled on configmaps "settings": the object has been modified; please apply your changes to the latest version and try again',
    )
    expect(
      refusal(() => client.create('configmaps', { ...configMap('a'), metadata: { name: 'a', namespace: 'nowhere' } })),
    ).toBe('404 NotFound: namespaces "nowhere" not found')
  })
})
