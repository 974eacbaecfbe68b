import type { Pod } from '../../k8s/pod'
import type { Refusal } from './admission'
import { initContainersOf } from './pod-spec'

interface SecurityContext {
  readonly appArmorProfile?: { readonly type?: string }
}

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/'

/** A machine whose kernel has no AppArmor refuses pods that want to be confined by it. */
// Models pkg/security/apparmor/validate.go Validate
export function refusedForAppArmor(pod: Pod, hasAppArmor: boolean): Refusal | undefined {
  if (hasAppArmor || !wantsAppArmor(pod)) return undefined
  return { reason: 'AppArmor', message: 'Cannot enforce AppArmor: AppArmor is not enabled on the host' }
}

// Models pkg/security/apparmor/helpers.go isRequired
function wantsAppArmor(pod: Pod): boolean {
  const { spec, metadata } = pod
  const contexts = [spec, ...initContainersOf(pod), ...spec.containers].map(
    ({ securityContext }) => securityContext as SecurityContext | undefined,
  )
  if (contexts.some(context => isConfined(context?.appArmorProfile?.type))) return true
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => key.startsWith(ANNOTATION))
  return annotations.some(([, profile]) => isConfined(profile === 'unconfined' ? 'Unconfined' : profile))
}

function isConfined(profile: string | undefined): boolean {
  return profile !== undefined && profile !== 'Unconfined'
}
