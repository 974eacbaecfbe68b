import type { Fields } from '../../../base/fields'
import { pullPolicyOf } from './containers'
import { isUnset, mapField, mapItems, mapList, onceForEach, withAbsentDefaults, withDefaults } from './default-fields'

const READABLE = { defaultMode: 0o644 }

const itemWithField = (item: Fields) =>
  mapField(mapField(item, 'fieldRef', withApiVersion), 'resourceFieldRef', reference =>
    withDefaults(reference, { divisor: '0' }),
  )
const withApiVersion = (field: Fields) => withDefaults(field, { apiVersion: 'v1' })
const withItems = (source: Fields) => mapItems(source, 'items', itemWithField)

// Models pkg/apis/core/v1/defaults.go SetDefaults_*VolumeSource
const SOURCES: Readonly<Record<string, (source: Fields) => Fields>> = {
  hostPath: source => (source.type === undefined || source.type === null ? { ...source, type: '' } : source),
  secret: source => withDefaults(source, READABLE),
  configMap: source => withDefaults(source, READABLE),
  downwardAPI: source => withItems(withDefaults(source, READABLE)),
  projected: source => mapItems(withDefaults(source, READABLE), 'sources', defaultProjection),
  iscsi: source => withDefaults(source, { iscsiInterface: 'default' }),
  rbd: source => withDefaults(source, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  azureDisk: source =>
    withAbsentDefaults(source, { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false }),
  scaleIO: source => withDefaults(source, { storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  image: source =>
    isUnset(source.pullPolicy) ? { ...source, pullPolicy: pullPolicyOf(String(source.reference ?? '')) } : source,
  ephemeral: source =>
    mapField(source, 'volumeClaimTemplate', template =>
      mapField(withDefaults(template, { metadata: {} }), 'spec', spec =>
        withAbsentDefaults(spec, { volumeMode: 'Filesystem' }),
      ),
    ),
}

/** Trust bundles and certificates are behind feature gates that are off: the server drops them. */
function defaultProjection(projection: Fields): Fields {
  const { clusterTrustBundle, podCertificate, ...kept } = projection
  const served = clusterTrustBundle === undefined && podCertificate === undefined ? projection : kept
  const withToken = mapField(served, 'serviceAccountToken', token => withDefaults(token, { expirationSeconds: 3600 }))
  return mapField(withToken, 'downwardAPI', withItems)
}

function defaultVolume(volume: Fields): Fields {
  let hasSource = false
  for (const key in volume) if (key !== 'name' && volume[key] !== undefined && volume[key] !== null) hasSource = true
  if (!hasSource) return { ...volume, emptyDir: {} }
  let result = volume
  for (const key in volume) {
    const defaultSource = SOURCES[key]
    if (defaultSource !== undefined) result = mapField(result, key, defaultSource)
  }
  return result
}

export const defaultVolumes = onceForEach((volumes: readonly unknown[]) => mapList(volumes, defaultVolume))
