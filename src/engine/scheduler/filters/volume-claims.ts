import type { KubeObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { type ClusterView, type FilterPlugin, unresolvable } from '../plugin'

/** What the scheduler reads of a claim. */
export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: { readonly volumeName?: string }
}

/** Set by whoever has bound the claim for good. */
const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'

/** A Pod whose claim does not exist goes nowhere. */
// Models pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go PreFilter
export const volumeRestrictions: FilterPlugin = {
  name: 'VolumeRestrictions',
  prepare(pod, view) {
    for (const name of claimNames(pod)) {
      if (claimOf(pod, name, view) === undefined) {
        return unresolvable('VolumeRestrictions', `persistentvolumeclaim "${name}" not found`)
      }
    }
    return 'skip'
  },
}

/** Nor does one whose claim is going, or has no volume yet: there are no storage classes that would wait for the Pod. */
// Models pkg/scheduler/framework/plugins/volumebinding/volume_binding.go PreFilter
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  prepare(pod, view) {
    let waits = false
    for (const name of claimNames(pod)) {
      const claim = claimOf(pod, name, view)
      if (claim === undefined) continue
      if (claim.metadata.deletionTimestamp !== undefined) {
        return unresolvable('VolumeBinding', `persistentvolumeclaim "${name}" is being deleted`)
      }
      waits ||= !isBound(claim)
    }
    return waits ? unresolvable('VolumeBinding', 'pod has unbound immediate PersistentVolumeClaims') : 'skip'
  },
}

/** Whether the Pod waits for this claim: one of its volumes names it. */
export function usesClaim(pod: Pod, claim: PersistentVolumeClaim): boolean {
  return pod.metadata.namespace === claim.metadata.namespace && claimNames(pod).includes(claim.metadata.name)
}

/** Whether the two name the same claim. */
export function sharesClaim(pod: Pod, other: Pod): boolean {
  const names = pod.metadata.namespace === other.metadata.namespace ? claimNames(other) : []
  return claimNames(pod).some(name => names.includes(name))
}

function claimNames({ spec }: Pod): readonly string[] {
  if (spec.volumes === undefined) return []
  return spec.volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}

function claimOf(pod: Pod, name: string, view: ClusterView): PersistentVolumeClaim | undefined {
  return view.claim(pod.metadata.namespace ?? '', name)
}

function isBound({ metadata, spec }: PersistentVolumeClaim): boolean {
  return (spec.volumeName ?? '') !== '' && metadata.annotations?.[BIND_COMPLETED] !== undefined
}
