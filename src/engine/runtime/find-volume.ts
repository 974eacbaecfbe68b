import { compareQuantities } from '../../k8s/quantity'
import { matchesLabelSelector } from '../../k8s/selector'
import { type Claim, classNameOf, isKeptFor, type Volume } from './volume-objects'

const FILESYSTEM = 'Filesystem'

/**
 * The volume for a claim that names none: one that is kept for it, else the smallest that does, of those with the fewest access
 * modes. `delayed`: the claim waits for a Pod, so only a volume that is kept for it will do.
 */
// Models pkg/controller/volume/persistentvolume/index.go findByClaim and pv_helpers.go FindMatchingVolume
export function findVolume(claim: Claim, volumes: Iterable<Volume>, delayed: boolean): Volume | undefined {
  const candidates = [...volumes]
    .filter(volume => hasModes(volume, claim) && isLargeEnough(volume, claim) && hasSameVolumeMode(volume, claim))
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .sort((a, b) => (a.spec.accessModes?.length ?? 0) - (b.spec.accessModes?.length ?? 0))
  const kept = candidates.find(volume => isKeptFor(volume, claim))
  if (kept !== undefined || delayed) return kept
  const fitting = candidates.filter(volume => isFree(volume) && suits(volume, claim))
  const fewest = fitting[0]?.spec.accessModes?.length
  return fitting
    .filter(volume => volume.spec.accessModes?.length === fewest)
    .reduce<Volume | undefined>((best, next) => (best && compareSizes(best, next) <= 0 ? best : next), undefined)
}

/** Why the volume that a claim names cannot be its own; undefined when it can. */
// Models pv_controller.go checkVolumeSatisfyClaim
export function volumeMismatch(volume: Volume, claim: Claim): string | undefined {
  const { name, deletionTimestamp } = volume.metadata
  if (deletionTimestamp !== undefined) return `the volume is marked for deletion ${JSON.stringify(name)}`
  if (!isLargeEnough(volume, claim)) return 'requested PV is too small'
  if (classNameOf(volume) !== classNameOf(claim)) return 'storageClassName does not match'
  if (!hasSameVolumeMode(volume, claim)) return 'incompatible volumeMode'
  return hasModes(volume, claim) ? undefined : 'incompatible accessMode'
}

function isFree({ spec, status }: Volume): boolean {
  return spec.claimRef === undefined && status?.phase === 'Available'
}

function suits(volume: Volume, claim: Claim): boolean {
  const { selector } = claim.spec
  if (selector !== undefined && !matchesLabelSelector(selector, volume.metadata.labels ?? {})) return false
  return classNameOf(volume) === classNameOf(claim)
}

function hasModes(volume: Volume, { spec }: Claim): boolean {
  return (spec.accessModes ?? []).every(mode => volume.spec.accessModes?.includes(mode))
}

function hasSameVolumeMode(volume: Volume, claim: Claim): boolean {
  return (volume.spec.volumeMode ?? FILESYSTEM) === (claim.spec.volumeMode ?? FILESYSTEM)
}

function isLargeEnough(volume: Volume, { spec }: Claim): boolean {
  return compareQuantities(sizeOf(volume), spec.resources?.requests?.storage ?? '0') >= 0
}

function compareSizes(a: Volume, b: Volume): number {
  return compareQuantities(sizeOf(a), sizeOf(b))
}

function sizeOf({ spec }: Volume): string {
  return spec.capacity?.storage ?? '0'
}
