import { describe, expect, it } from 'vitest'
import type { Fields } from '../../base/fields'
import type { NewObject } from '../../k8s/object'
import { refusal, startServer } from './test-server'

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io'

const definition = (spec: Fields = {}, name = 'gauges.example.com'): NewObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
  spec: {
    group: 'example.com',
    names: { kind: 'Gauge', plural: 'gauges' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    ...spec,
  },
})

describe('a definition of a custom resource', () => {
  it('gets the names that follow from its kind, and is established', () => {
    const { client } = startServer()
    const { spec, status } = client.create(DEFINITIONS, definition())
    const names = { kind: 'Gauge', listKind: 'GaugeList', plural: 'gauges', singular: 'gauge' }
    expect(spec).toMatchObject({ names, conversion: { strategy: 'None' } })
    expect(status).toMatchObject({
      acceptedNames: names,
      conditions: [
        { type: 'NamesAccepted', status: 'True' },
        { type: 'Established', status: 'True' },
      ],
      storedVersions: ['v1'],
    })
  })

  it('must be named after its resource and its group, which is a domain', () => {
    const { client } = startServer()
    const create = (spec: Fields, name?: string) => refusal(() => client.create(DEFINITIONS, definition(spec, name)))
    expect(create({}, 'gauges')).toContain('metadata.name: Invalid value: "gauges": must be spec.names.plural')
    expect(create({ group: 'example' }, 'gauges.example')).toContain('should be a domain with at least one dot')
    expect(create({ scope: 'Anywhere' })).toContain('supported values: "Cluster", "Namespaced"')
    expect(create({ names: { kind: 'Big Gauge', plural: 'gauges' } })).toContain('spec.names.kind: Invalid value')
  })
})
