import { describe, expect, it } from 'vitest'
import { buildSchema } from './build-schema'

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly description?: string
  readonly enum?: readonly string[]
  readonly allOf?: readonly { readonly $ref?: string }[]
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

describe('the editor schema', () => {
  const schema = buildSchema() as unknown as {
    allOf: readonly { if: { properties: { kind: { const: string } } }; then: Shape }[]
    definitions: Readonly<Record<string, Shape>>
  }
  const definition = (name: string): Shape => schema.definitions[name] ?? {}

  it('has a rule for each kind that the playground gives behaviour to', () => {
    const kinds = schema.allOf.map(rule => rule.if.properties.kind.const)
    expect(kinds).toContain('DaemonSet')
    expect(kinds).toContain('PriorityClass')
    expect(kinds).toHaveLength(13)
  })

  it('documents fields, knows the values of enumerations and refuses unknown fields', () => {
    const spec = definition('apps.v1.DaemonSetSpec')
    expect(spec.required).toEqual(['selector', 'template'])
    expect(spec.additionalProperties).toBe(false)
    expect(spec.properties?.minReadySeconds?.description).toMatch(/ready/)
    expect(definition('core.v1.Taint').properties?.effect?.enum).toContain('NoExecute')
  })

  it('knows the fields of 1.36', () => {
    expect(definition('core.v1.PodSpec').properties).toHaveProperty('hostnameOverride')
  })

  it('refers only to definitions that exist', () => {
    const references = [...JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)].map(match => match[1] ?? '')
    expect(references.length).toBeGreaterThan(100)
    expect(references.filter(name => !(name in schema.definitions))).toEqual([])
  })

  it('sends readers to no other host', () => {
    expect(JSON.stringify(schema)).not.toMatch(/More info: http/)
  })
})
