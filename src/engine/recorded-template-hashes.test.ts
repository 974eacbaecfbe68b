import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Fields } from '../base/fields'
import { createEngine } from './index'

interface Recorded {
  readonly name: string
  readonly template: Fields
  readonly podTemplateHash: string
  readonly controllerRevisionHash: string
}

/** Pod templates as they were sent to the real API server (v1.36.3), and what its controllers called them. */
const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('./recorded-template-hashes.json', import.meta.url), 'utf8'),
)

describe('a template is called what Kubernetes calls it', () => {
  it.each(recorded)('$name', ({ template, podTemplateHash, controllerRevisionHash }) => {
    const engine = createEngine({ seed: 1 })
    const client = engine.client('kubectl')
    const spec = { selector: { matchLabels: { app: 'x' } }, template }
    const make = (resource: string, kind: string, name: string, more: Fields) =>
      client.create(
        resource,
        { apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'default' }, spec: { ...spec, ...more } },
        { fieldValidation: 'Strict' },
      )
    make('deployments.apps', 'Deployment', 'web', { replicas: 0 })
    make('daemonsets.apps', 'DaemonSet', 'agent', {})
    engine.runUntilSettled()
    const names = (resource: string) => client.list(resource).map(({ metadata }) => metadata.name)
    expect(names('replicasets.apps')).toEqual([`web-${podTemplateHash}`])
    expect(names('controllerrevisions.apps')).toEqual([`agent-${controllerRevisionHash}`])
  })
})
