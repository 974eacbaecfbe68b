import { expect, it } from 'vitest'
import type { Fields } from '../../base/fields'
import type { ApiDocumentation } from '../documentation/api-documentation'
import { listProblems } from './list-schema'

const API: ApiDocumentation = {
  kinds: { 'apps/v1 DaemonSet': 'apps.v1.DaemonSet' },
  types: {
    'apps.v1.DaemonSet': {
      fields: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        spec: { type: 'DaemonSetSpec', of: 'apps.v1.DaemonSetSpec' },
      },
    },
    'apps.v1.DaemonSetSpec': {
      fields: { minReadySeconds: { type: 'integer' }, selector: { type: 'map[string]string', required: true } },
    },
  },
}
const SPEC = 'io.k8s.api.apps.v1.DaemonSetSpec'
const list = (fields: Fields) => ({ apiVersion: 'apps/v1', kind: 'DaemonSetList', ...fields })
const selector = { app: 'agent' }

// What the real kubectl said.
it.each<[string, Fields, ...string[]]>([
  ['a good list', list({ items: [{ spec: { selector } }] })],
  [
    'its own fields',
    list({ items: [], bar: 1 }),
    'ValidationError(DaemonSetList): unknown field "bar" in io.k8s.api.apps.v1.DaemonSetList',
  ],
  [
    'a type',
    list({ items: [{ spec: { selector, minReadySeconds: 'x' } }] }),
    `ValidationError(DaemonSetList.items[0].spec.minReadySeconds): invalid type for ${SPEC}.minReadySeconds: got "string", expected "integer"`,
  ],
  [
    'an object of a List, by its own kind',
    { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { foo: 1 } }] },
    `ValidationError(DaemonSet.spec): unknown field "foo" in ${SPEC}`,
    `ValidationError(DaemonSet.spec): missing required field "selector" in ${SPEC}`,
  ],
  ['kinds that nobody knows', { apiVersion: 'v9', kind: 'ThingList', items: [{ a: 1 }] }],
])('%s', (_, given, ...problems) => {
  expect(listProblems(given, API)).toEqual(problems)
})
