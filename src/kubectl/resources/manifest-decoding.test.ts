import { expect, it } from 'vitest'
import { decodeObject } from './manifest-decoding'

const object = (metadata: Readonly<Record<string, unknown>>) => ({ apiVersion: 'v1', kind: 'Pod', metadata })

it('reads metadata, and makes annotations without a value empty', () => {
  const metadata = { generation: 2, creationTimestamp: '2026-01-01T00:00:00Z', annotations: { a: null } }
  expect(decodeObject(object(metadata), 'x')).toEqual(object({ ...metadata, annotations: { a: '' } }))
})

const FIELD = 'into Go struct field'

it.each<[Readonly<Record<string, unknown>>, string]>([
  [{ uid: 5 }, `json: cannot unmarshal number ${FIELD} ObjectMeta.metadata.uid of type types.UID`],
  [{ generation: '7' }, `json: cannot unmarshal string ${FIELD} ObjectMeta.metadata.generation of type int64`],
  [{ generation: 1.5 }, `json: cannot unmarshal number 1.5 ${FIELD} ObjectMeta.metadata.generation of type int64`],
  [
    { generation: 2 ** 63 },
    `json: cannot unmarshal number 9223372036854776000 ${FIELD} ObjectMeta.metadata.generation of type int64`,
  ],
  [{ labels: { b: true, a: 1 } }, `json: cannot unmarshal number ${FIELD} ObjectMeta.metadata.labels of type string`],
  [{ labels: { a: 1 } }, `json: cannot unmarshal number ${FIELD} ObjectMeta.metadata.labels of type string`],
  [
    { ownerReferences: [{ controller: 'yes' }] },
    `json: cannot unmarshal string ${FIELD} OwnerReference.metadata.ownerReferences.controller of type bool`,
  ],
  [
    { annotations: { a: [] }, creationTimestamp: 'yesterday' },
    'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
  ],
])('cannot decode %j', (metadata, problem) => {
  expect(() => decodeObject(object(metadata), 'x.yaml')).toThrow(`unable to decode "x.yaml": ${problem}`)
})

it('calls a large number a number', () => {
  const problem = `json: cannot unmarshal number ${FIELD} ObjectMeta.metadata.name of type string`
  expect(() => decodeObject(object({ name: 2n ** 60n }), 'x.yaml')).toThrow(problem)
})
