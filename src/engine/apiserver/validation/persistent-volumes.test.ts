import { expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import { metadataOf } from '../../../testing/builders'
import { complaintsOf } from '../../../testing/objects-to-check'

const volume = (spec: Fields): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: metadataOf('v'),
  spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], nfs: { server: 's', path: '/e' }, ...spec },
})

// What the real server said.
it.each<[string, Fields, ...string[]]>([
  ['a volume', {}],
  [
    'no size',
    { capacity: undefined },
    'spec.capacity: Required value',
    'spec.capacity: Unsupported value: null: supported values: "storage"',
  ],
  ['two sources', { hostPath: { path: '/x' } }, 'spec.nfs: Forbidden: may not specify more than 1 volume type'],
  ['no source', { nfs: undefined }, 'spec: Required value: must specify a volume type'],
  [
    'a disk of no node',
    { nfs: undefined, local: { path: '/x' } },
    'spec.nodeAffinity: Required value: Local volume requires node affinity',
  ],
])('%s', (_, spec, ...complaints) => {
  expect(complaintsOf('persistentvolumes', volume(spec))).toEqual(complaints)
})

it('keeps its source', () => {
  const [source] = complaintsOf('persistentvolumes', volume({ nfs: { server: 's', path: '/f' } }), volume({}))
  expect(source).toContain('spec.persistentvolumesource is immutable after creation')
  expect(source).toContain('-  "Path": "/e",\n+  "Path": "/f",')
})
