import { matchesNodeSelector } from '../../../k8s/node-affinity'
import type { KubeObject } from '../../../k8s/object'
import type { NodeSelector, Pod } from '../../../k8s/pod'
import { type ClusterView, type FilterPlugin, type NodeCheck, unresolvable } from '../plugin'

/** What the scheduler reads of a claim. */
export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: { readonly volumeName?: string }
}

/** What the scheduler reads of a volume. */
export interface PersistentVolume extends KubeObject {
  readonly spec: { readonly nodeAffinity?: { readonly required?: NodeSelector } }
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

/**
 * Nor does one whose claim is going, or has no volume yet, unless that waits for the Pod. Volumes may say from which nodes they
 * can be reached.
 */
// Models pkg/scheduler/framework/plugins/volumebinding/volume_binding.go PreFilter and Filter
export const volumeBinding: FilterPlugin = {
  name: 'VolumeBinding',
  prepare(pod, view) {
    const claims = claimNames(pod).flatMap(name => claimOf(pod, name, view) ?? [])
    const going = claims.find(({ metadata }) => metadata.deletionTimestamp !== undefined)
    if (going !== undefined) {
      return unresolvable('VolumeBinding', `persistentvolumeclaim "${going.metadata.name}" is being deleted`)
    }
    if (claims.length === 0) return 'skip'
    const unbound = claims.filter(claim => !isBound(claim))
    const delayed = view.delayed?.check(unbound)
    if (unbound.length > 0 && delayed === undefined) return unresolvable('VolumeBinding', UNBOUND)
    const bound = reachOf(claims.filter(isBound).map(({ spec }) => view.volume(spec.volumeName ?? '')))
    return { check: info => bound.check(info) ?? delayed?.(info) }
  },
}

const UNBOUND = 'pod has unbound immediate PersistentVolumeClaims'
const WITHOUT_VOLUME = unresolvable(
  'VolumeBinding',
  'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)',
)
const OUT_OF_REACH = unresolvable('VolumeBinding', "node(s) didn't match PersistentVolume's node affinity")

// Models volumebinding/binder.go checkBoundClaims
function reachOf(volumes: readonly (PersistentVolume | undefined)[]): NodeCheck {
  return {
    check(info) {
      if (volumes.includes(undefined)) return WITHOUT_VOLUME
      const fits = volumes.every(volume => {
        const required = volume?.spec.nodeAffinity?.required
        return required === undefined || matchesNodeSelector(required, { name: info.name, labels: info.labels })
      })
      return fits ? undefined : OUT_OF_REACH
    },
  }
}

/** The Pod's claims that have no volume yet. */
export function unboundClaims(pod: Pod, view: ClusterView): readonly PersistentVolumeClaim[] {
  return claimNames(pod)
    .flatMap(name => claimOf(pod, name, view) ?? [])
    .filter(claim => !isBound(claim))
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
