import { type Defaulting, mapField, ofSpec, withAbsentDefaults, withDefaults } from './default-fields'

// Models pkg/apis/storage/v1/defaults.go SetDefaults_StorageClass
export const defaultStorageClass: Defaulting = object =>
  withDefaults(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' })

// Models pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolumeClaimSpec
export const defaultClaim: Defaulting = ofSpec(spec => withDefaults(spec, { volumeMode: 'Filesystem' }))

// Models pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolume
export const defaultVolume: Defaulting = ofSpec(spec =>
  mapField(
    withDefaults(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }),
    'hostPath',
    folder => withAbsentDefaults(folder, { type: '' }),
  ),
)

// Models pkg/apis/storage/v1/defaults.go SetDefaults_CSIDriver
export const defaultDriver: Defaulting = ofSpec(spec => {
  const complete = withAbsentDefaults(spec, {
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    requiresRepublish: false,
    seLinuxMount: false,
  })
  const modes = complete.volumeLifecycleModes as readonly string[] | undefined
  return (modes ?? []).length > 0 ? complete : { ...complete, volumeLifecycleModes: ['Persistent'] }
})
