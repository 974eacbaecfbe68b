import type { Fields } from '../../../base/fields'
import { dnsLabel, dnsSubdomain, inRange } from '../../../k8s/names'
import { invalid, notSupportedText, required, tooLong } from '../field-error'
import { type Errors, numberErrors, oneOf, requiredText, textErrors } from './field-errors'
import { sortedKeys } from './labels'
import { validateDescendingPath } from './paths'

/** What is wrong with one source of a volume, which lies at `path`. */
export type SourceRule = (source: Fields, path: string) => Errors

const ISCSI_NAME = /^(iqn|eui|naa)/ /* which of the three forms is checked below */
const ISCSI_FORMS: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.[A-Za-z0-9\-.]+:[^,;*&$|\s]+$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
}
const CACHING_MODES = ['None', 'ReadOnly', 'ReadWrite']
const DISK_KINDS = ['Dedicated', 'Managed', 'Shared']
const MANAGED_DISK = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
const BLOB_DISK = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'
const MAX_DRIVER = 63
const MAX_TENANT = 64

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A source whose rule is only that these fields are not empty. */
function needs(...fields: readonly string[]): SourceRule {
  return function* (source, path) {
    for (const field of fields) yield* requiredText(`${path}.${field}`, text(source[field]))
  }
}

/** A list that must have something in it, and an image to take from what the list names. */
function* validateRbd(source: Fields, path: string): Errors {
  yield* validateMonitors(source, path)
  yield* requiredText(`${path}.image`, text(source.image))
}

function* validateMonitors({ monitors }: Fields, path: string): Errors {
  if (list(monitors).length === 0) yield required(`${path}.monitors`)
}

function* validateSecretRef({ secretRef }: Fields, path: string): Errors {
  if (secretRef) yield* requiredText(`${path}.secretRef.name`, text((secretRef as Fields).name))
}

function* validateGit({ repository, directory }: Fields, path: string): Errors {
  yield* requiredText(`${path}.repository`, text(repository))
  yield* validateDescendingPath(text(directory), `${path}.directory`)
}

const partition = (value: number) => inRange(value, 1, 255)

function* validatePartition(source: Fields, path: string): Errors {
  const value = (source.partition as number | undefined) ?? 0
  if (value !== 0) yield* numberErrors(`${path}.partition`, value, partition)
}

// Models pkg/apis/core/validation/validation.go validateGCEPersistentDiskVolumeSource; its path is the server's own
function* validateGceDisk(source: Fields, path: string): Errors {
  const own = path.replace(/gcePersistentDisk$/, 'persistentDisk')
  yield* requiredText(`${own}.pdName`, text(source.pdName))
  yield* validatePartition(source, own)
}

function* validateAwsDisk(source: Fields, path: string): Errors {
  yield* requiredText(`${path}.volumeID`, text(source.volumeID))
  yield* validatePartition(source, path)
}

function* validateNfs({ server, path: target }: Fields, path: string): Errors {
  yield* requiredText(`${path}.server`, text(server))
  yield* requiredText(`${path}.path`, text(target))
  if (!text(target).startsWith('/')) yield invalid(`${path}.path`, text(target), 'must be an absolute path')
}

// Models validation.go validateISCSIVolumeSource
function* validateIscsi(source: Fields, path: string): Errors {
  const iqn = text(source.iqn)
  yield* requiredText(`${path}.targetPortal`, text(source.targetPortal))
  if (iqn === '') yield required(`${path}.iqn`)
  else yield* validateIscsiName(iqn, `${path}.iqn`)
  yield* numberErrors(`${path}.lun`, source.lun as number | undefined, value => inRange(value, 0, 255))
  if ((source.chapAuthDiscovery || source.chapAuthSession) && !source.secretRef) yield required(`${path}.secretRef`)
  if (typeof source.initiatorName === 'string') yield* validateIscsiName(source.initiatorName, `${path}.initiatorname`)
}

function* validateIscsiName(name: string, path: string): Errors {
  const form = ISCSI_FORMS[ISCSI_NAME.exec(name)?.[0] ?? '']
  if (form === undefined) yield invalid(path, name, 'must be valid format starting with iqn, eui, or naa')
  else if (!form.test(name)) yield invalid(path, name, 'must be valid format')
}

function* validateFibreChannel({ targetWWNs, wwids, lun }: Fields, path: string): Errors {
  const [targets, ids] = [list(targetWWNs), list(wwids)]
  const at = `${path}.targetWWNs`
  if (targets.length === 0 && ids.length === 0)
    yield required(at, 'must specify either targetWWNs or wwids, but not both')
  if (targets.length > 0 && ids.length > 0) {
    yield invalid(at, targets, 'targetWWNs and wwids can not be specified simultaneously')
  }
  if (targets.length === 0) return
  if (typeof lun !== 'number') yield required(`${path}.lun`, 'lun is required if targetWWNs is specified')
  else yield* numberErrors(`${path}.lun`, lun, value => inRange(value, 0, 255))
}

function* validateFlex({ driver, options }: Fields, path: string): Errors {
  yield* requiredText(`${path}.driver`, text(driver))
  for (const key of sortedKeys(options as Fields | undefined)) {
    const domain = `.${key.replace(/\/.*$/s, '').toLowerCase()}`
    if (!domain.endsWith('.kubernetes.io') && !domain.endsWith('.k8s.io')) continue
    yield invalid(`${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved')
  }
}

function* validateFlocker({ datasetName, datasetUUID }: Fields, path: string): Errors {
  if (!datasetName && !datasetUUID) yield required(path, 'one of datasetName and datasetUUID is required')
  if (datasetName && datasetUUID) {
    yield invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')
  }
  if (text(datasetName).includes('/')) yield invalid(`${path}.datasetName`, datasetName, "must not contain '/'")
}

function* validateQuobyte({ registry, tenant, volume }: Fields, path: string): Errors {
  const why = 'must be a host:port pair or multiple pairs separated by commas'
  if (!registry) yield required(`${path}.registry`, why)
  else if (text(tenant).length > MAX_TENANT) {
    yield required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters')
  } else {
    for (const pair of text(registry).split(',')) {
      if (!/^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair)) yield invalid(`${path}.registry`, registry, why)
    }
  }
  yield* requiredText(`${path}.volume`, text(volume))
}

// Models validation.go validateAzureDisk; in the real API both are pointers, and defaulted
function* validateAzureDisk({ diskName, diskURI, cachingMode, kind }: Fields, path: string): Errors {
  yield* requiredText(`${path}.diskName`, text(diskName))
  yield* requiredText(`${path}.diskURI`, text(diskURI))
  yield* oneOf(`${path}.cachingMode`, cachingMode as string | undefined, CACHING_MODES)
  yield* oneOf(`${path}.kind`, kind as string | undefined, DISK_KINDS)
  if (typeof kind !== 'string') return
  const [start, form] = kind === 'Managed' ? ['/subscriptions/', MANAGED_DISK] : ['https://', BLOB_DISK]
  if (!text(diskURI).startsWith(start)) yield notSupportedText(`${path}.diskURI`, text(diskURI), [form])
}

function* validateStorageOs(source: Fields, path: string): Errors {
  yield* requiredText(`${path}.volumeName`, text(source.volumeName), dnsLabel)
  if (source.volumeNamespace) yield* textErrors(`${path}.volumeNamespace`, text(source.volumeNamespace), dnsLabel)
  yield* validateSecretRef(source, path)
}

function* validateCinder(source: Fields, path: string): Errors {
  yield* requiredText(`${path}.volumeID`, text(source.volumeID))
  yield* validateSecretRef(source, path)
}

// Models validation.go validateCSIVolumeSource; the secret's wrong name is told of at a path of the server's own
function* validateCsi({ driver, nodePublishSecretRef }: Fields, path: string): Errors {
  const name = text(driver)
  if (name === '') yield required(`${path}.driver`)
  else {
    if (name.length > MAX_DRIVER) yield tooLong(`${path}.driver`, MAX_DRIVER)
    for (const message of dnsSubdomain(name.toLowerCase())) yield invalid(`${path}.driver`, name, message)
  }
  if (!nodePublishSecretRef) return
  const secret = text((nodePublishSecretRef as Fields).name)
  if (secret === '') yield required(`${path}.nodePublishSecretRef.name`)
  else yield* textErrors(`${path}.name`, secret, dnsSubdomain)
}

/** Volumes that come over a network, and those of kinds that are gone, whose fields are still judged. */
export const NETWORK_VOLUMES: Readonly<Record<string, SourceRule>> = {
  gitRepo: validateGit,
  gcePersistentDisk: validateGceDisk,
  awsElasticBlockStore: validateAwsDisk,
  nfs: validateNfs,
  iscsi: validateIscsi,
  glusterfs: needs('endpoints', 'path'),
  flocker: validateFlocker,
  rbd: validateRbd,
  cinder: validateCinder,
  cephfs: validateMonitors,
  quobyte: validateQuobyte,
  fc: validateFibreChannel,
  flexVolume: validateFlex,
  azureFile: needs('secretName', 'shareName'),
  vsphereVolume: needs('volumePath'),
  photonPersistentDisk: needs('pdID'),
  portworxVolume: needs('volumeID'),
  azureDisk: validateAzureDisk,
  storageos: validateStorageOs,
  scaleIO: needs('gateway', 'system', 'volumeName'),
  csi: validateCsi,
}
