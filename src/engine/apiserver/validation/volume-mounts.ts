import type { Container, Volume } from '../../../k8s/pod'
import { forbiddenField, invalid, notFoundField, required } from '../field-error'
import { type Errors, each, oneOf } from './field-errors'
import { validateDescendingPath } from './paths'
import type { SecurityContext } from './security-context'

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None']
const READ_ONLY = ['Disabled', 'Enabled', 'IfPossible']

/** The volumes that containers can use, by name. */
export type UsableVolumes = ReadonlyMap<string, Volume>

interface Mount {
  readonly name?: string
  readonly mountPath?: string
  readonly readOnly?: boolean
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly mountPropagation?: string
  readonly recursiveReadOnly?: string
}

interface Device {
  readonly name?: string
  readonly devicePath?: string
}

const mountsOf = ({ volumeMounts }: Container) => (volumeMounts as readonly (Mount | null)[] | undefined) ?? []
const devicesOf = ({ volumeDevices }: Container) => (volumeDevices as readonly (Device | null)[] | undefined) ?? []

// Models pkg/apis/core/validation/validation.go ValidateVolumeMounts
export function* validateVolumeMounts(container: Container, path: string, volumes: UsableVolumes): Errors {
  const taken = new Set<string>()
  const devices = devicesOf(container)
  for (const [mount, at] of each(mountsOf(container), path)) {
    const { name = '', mountPath = '', subPath, subPathExpr } = mount ?? {}
    if (!name) yield required(`${at}.name`)
    if (!volumes.has(name)) yield notFoundField(`${at}.name`, name ?? '')
    if (!mountPath) yield required(`${at}.mountPath`)
    if (taken.has(mountPath)) yield invalid(`${at}.mountPath`, mountPath, 'must be unique')
    taken.add(mountPath)
    if (devices.some(device => (device?.name ?? '') === name)) {
      yield invalid(`${at}.name`, name, 'must not already exist in volumeDevices')
    }
    if (devices.some(device => (device?.devicePath ?? '') === mountPath)) {
      yield invalid(`${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices')
    }
    if (subPath) yield* validateDescendingPath(subPath, `${path}.subPath`)
    if (subPathExpr) {
      if (subPath) yield invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive')
      yield* validateDescendingPath(subPathExpr, `${path}.subPathExpr`)
    }
    yield* validateMountModes(mount ?? {}, container, path)
  }
}

function* validateMountModes(
  { mountPropagation, recursiveReadOnly, readOnly }: Mount,
  container: Container,
  path: string,
): Errors {
  const propagation = `${path}.mountPropagation`
  yield* oneOf(propagation, mountPropagation, PROPAGATIONS)
  const isPrivileged = (container.securityContext as SecurityContext | undefined)?.privileged === true
  if (mountPropagation === 'Bidirectional' && !isPrivileged) {
    yield forbiddenField(propagation, 'Bidirectional mount propagation is available only to privileged containers')
  }
  const recursive = `${path}.recursiveReadOnly`
  yield* oneOf(recursive, recursiveReadOnly, READ_ONLY)
  if (recursiveReadOnly !== 'Enabled' && recursiveReadOnly !== 'IfPossible') return
  if (readOnly !== true) yield forbiddenField(recursive, 'may only be specified when readOnly is true')
  if (mountPropagation && mountPropagation !== 'None') {
    yield forbiddenField(recursive, 'may only be specified when mountPropagation is None or not specified')
  }
}

/** Volumes that a container sees as raw devices. */
// Models validation.go ValidateVolumeDevices
export function* validateVolumeDevices(container: Container, path: string, volumes: UsableVolumes): Errors {
  const [names, paths] = [new Set<string>(), new Set<string>()]
  const mounts = mountsOf(container)
  for (const [device, at] of each(devicesOf(container), path)) {
    const { name = '', devicePath = '' } = device ?? {}
    const volume = volumes.get(name)
    if (!name) yield required(`${at}.name`)
    if (names.has(name)) yield invalid(`${at}.name`, name, 'must be unique')
    if (volume === undefined) yield notFoundField(`${at}.name`, name)
    else if (!volume.persistentVolumeClaim && !volume.ephemeral) {
      const why = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'
      yield invalid(`${at}.name`, name, why)
    }
    if (!devicePath) yield required(`${at}.devicePath`)
    if (paths.has(devicePath)) yield invalid(`${at}.devicePath`, devicePath, 'must be unique')
    if (devicePath.split('/').includes('..')) {
      yield invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')")
    } else paths.add(devicePath)
    if (mounts.some(mount => (mount?.name ?? '') === name)) {
      yield invalid(`${at}.name`, name, 'must not already exist in volumeMounts')
    }
    if (mounts.some(mount => (mount?.mountPath ?? '') === devicePath)) {
      yield invalid(`${at}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts')
    }
    if (name) names.add(name)
  }
}
