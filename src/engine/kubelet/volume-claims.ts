import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Pod, Volume } from '../../k8s/pod'

/** Why volumes of claims cannot be attached, all in one text; undefined when every claim is there and bound. */
// Models pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go getPVCExtractPV and volume_manager.go WaitForAttachAndMount
export function volumeClaimsError(client: ApiClient, pod: Pod, volumes: readonly Volume[]): string | undefined {
  const { namespace = '' } = pod.metadata
  const failures = volumes.flatMap(({ name, persistentVolumeClaim }) => {
    if (persistentVolumeClaim === undefined) return []
    const { claimName } = persistentVolumeClaim
    const error = claimError(client, namespace, claimName)
    return error === undefined ? [] : [{ name, text: `error processing PVC ${namespace}/${claimName}: ${error}` }]
  })
  if (failures.length === 0) return undefined
  const names = failures.map(({ name }) => name).join(' ')
  const texts = failures.map(({ text }) => text).join(', ')
  const errors = failures.length === 1 ? texts : `[${texts}]`
  return `unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[${names}]: ${errors}`
}

function claimError(client: ApiClient, namespace: string, name: string): string | undefined {
  const claim = findObject(client, 'persistentvolumeclaims', namespace, name)
  if (claim === undefined) return `failed to fetch PVC from API server: persistentvolumeclaims "${name}" not found`
  const { volumeName = '' } = (claim.spec ?? {}) as { readonly volumeName?: string }
  const { phase } = (claim.status ?? {}) as { readonly phase?: string }
  return phase === 'Bound' && volumeName !== '' ? undefined : 'PVC is not bound'
}
