import { expect, it } from 'vitest'
import type { ApiClient } from '../../k8s/api-client'
import type { Container, Pod } from '../../k8s/pod'
import { subPathError } from './sub-path'

const settings = { metadata: { name: 'settings' }, data: { LEVEL: 'info' } }
const client = { get: () => settings } as unknown as ApiClient
const pod = { metadata: { name: 'web', namespace: 'default' }, spec: {} } as unknown as Pod

function errorOf(subPathExpr: string, rest: Partial<Container> = {}): string | undefined {
  const volumeMounts = [{ name: 'v', mountPath: '/v', subPathExpr }]
  return subPathError(client, pod, { name: 'app', image: 'agent:v1', volumeMounts, ...rest })
}

it('names the variables that the container does not have or that hold nothing, in order', () => {
  const env = [{ name: 'EMPTY', value: '' }]
  expect(errorOf('logs/$(NODE)/$(EMPTY)/$(NODE)', { env })).toBe('missing value for EMPTY, NODE')
})

it('is content with variables from anywhere, and with what is no variable', () => {
  const env = [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]
  const envFrom = [{ prefix: 'APP_', configMapRef: { name: 'settings' } }]
  expect(errorOf('$(NODE)/$(APP_LEVEL)/$$(x)/$y', { env, envFrom })).toBeUndefined()
})
