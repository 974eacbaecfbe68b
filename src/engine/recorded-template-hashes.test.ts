import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Fields } from '../base/fields'
import type { ApiClient } from '../k8s/api-client'
import type { Deployment } from '../k8s/workload'
import { createEngine } from './index'
import { podTemplateHash } from './pod-template-hash'

/**
 * Pod templates as they were sent to the real API server (v1.36.3), and what its controllers called the ReplicaSet and the
 * ControllerRevision: the same for all; then what they called the first one after so many collisions.
 */
interface Recorded {
  readonly templates: readonly { readonly name: string; readonly hash: string; readonly template: Fields }[]
  readonly collisions: readonly { readonly collisionCount: number; readonly hash: string }[]
}

const { templates, collisions }: Recorded = JSON.parse(
  readFileSync(new URL('./recorded-template-hashes.json', import.meta.url), 'utf8'),
)

function create(client: ApiClient, resource: string, kind: string, name: string, spec: Fields) {
  const object = { apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'default' }, spec }
  return client.create(resource, object, { fieldValidation: 'Strict' })
}

describe('a template is called what Kubernetes calls it', () => {
  it.each(templates)('$name', ({ template, hash }) => {
    const engine = createEngine({ seed: 1 })
    const client = engine.client('kubectl')
    const spec = { selector: { matchLabels: { app: 'x' } }, template }
    create(client, 'deployments.apps', 'Deployment', 'web', { ...spec, replicas: 0 })
    create(client, 'daemonsets.apps', 'DaemonSet', 'agent', spec)
    engine.runUntilSettled()
    const names = (resource: string) => client.list(resource).map(({ metadata }) => metadata.name)
    expect(names('replicasets.apps')).toEqual([`web-${hash}`])
    expect(names('controllerrevisions.apps')).toEqual([`agent-${hash}`])
  })

  it.each(collisions)('after $collisionCount collisions', ({ collisionCount, hash }) => {
    const client = createEngine({ seed: 1 }).client('kubectl')
    const spec = { selector: { matchLabels: { app: 'x' } }, template: templates[0]?.template }
    const deployment = create(client, 'deployments.apps', 'Deployment', 'web', spec) as Deployment
    expect(podTemplateHash(deployment.spec.template, collisionCount)).toBe(hash)
  })
})
