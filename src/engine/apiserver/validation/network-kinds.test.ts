import { expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { metadataOf } from '../../../testing/builders'
import { complaintsOf } from '../../../testing/objects-to-check'

const ofKind = (kind: string, spec: Fields): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind,
  metadata: metadataOf('x', { namespace: 'default' }),
  spec,
})
const policy = (from: Fields) => ofKind('NetworkPolicy', { podSelector: {}, ingress: [{ from: [from] }] })
const port = (fields: Fields) => ofKind('NetworkPolicy', { podSelector: {}, egress: [{ ports: [fields] }] })
const path = (fields: Fields) =>
  ofKind('Ingress', {
    rules: [{ http: { paths: [{ backend: { service: { name: 's', port: { number: 80 } } }, ...fields }] } }],
  })
const FROM = 'spec.ingress[0].from[0]'
const PATH = 'spec.rules[0].http.paths[0]'

// What the real server said.
it.each<[string, KubeObject, ...string[]]>([
  ['a range with a hole', policy({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } })],
  [
    'a hole beside the range',
    policy({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
    `${FROM}.ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of \`cidr\``,
  ],
  ['nobody', policy({}), `${FROM}: Required value: must specify a peer`],
  [
    'a range and Pods',
    policy({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
    `${FROM}: Forbidden: may not specify both ipBlock and another peer`,
  ],
  [
    'ports backwards',
    port({ port: 9, endPort: 5 }),
    'spec.egress[0].ports[0].endPort: Invalid value: 9: must be greater than or equal to `port`',
  ],
  ['a path', path({ path: '/', pathType: 'Prefix' })],
  [
    'a path that goes up',
    path({ path: '/a/../b', pathType: 'Exact' }),
    `${PATH}.path: Invalid value: "/a/../b": must not contain '/../'`,
  ],
  ['a path of no type', path({ path: '/' }), `${PATH}.pathType: Required value: pathType must be specified`],
  [
    'no rule at all',
    ofKind('Ingress', {}),
    'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
  ],
  [
    'a class that belongs to nobody',
    ofKind('IngressClass', { controller: 'x' }),
    'spec.controller: Invalid value: "x": must be a domain-prefixed path (such as "acme.io/foo")',
  ],
])('%s', (_, object, ...complaints) => {
  const plurals: Readonly<Record<string, string>> = { NetworkPolicy: 'networkpolicies', IngressClass: 'ingressclasses' }
  expect(complaintsOf(`${plurals[object.kind] ?? 'ingresses'}.networking.k8s.io`, object)).toEqual(complaints)
})
