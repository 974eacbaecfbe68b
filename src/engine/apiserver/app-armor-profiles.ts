import type { Fields } from '../../base/fields'
import type { Container, Pod, PodSpec } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'

interface Profile {
  readonly type: 'Unconfined' | 'RuntimeDefault' | 'Localhost'
  readonly localhostProfile?: string
}

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/'
const LOCALHOST = 'localhost/'

/** AppArmor profiles were once named by annotations: a container without a profile gets the one that its annotation names. */
// Models pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew
export function withAppArmorProfiles(pod: Pod): Pod {
  const { annotations = {} } = pod.metadata
  if (!Object.keys(annotations).some(key => key.startsWith(ANNOTATION))) return pod
  const common = profileIn(pod.spec)
  const withProfile = (container: Container): Container => {
    const profile = profileNamed(annotations[`${ANNOTATION}${container.name}`])
    if (profile === undefined || profileIn(container) !== undefined || deepEqual(profile, common)) return container
    const securityContext = { ...(container.securityContext as Fields | undefined), appArmorProfile: profile }
    return { ...container, securityContext }
  }
  const { containers, initContainers } = pod.spec
  const initial = initContainers === undefined ? {} : { initContainers: initContainers.map(withProfile) }
  return { ...pod, spec: { ...pod.spec, ...initial, containers: containers.map(withProfile) } }
}

function profileIn({ securityContext }: PodSpec | Container): unknown {
  return (securityContext as { readonly appArmorProfile?: unknown } | undefined)?.appArmorProfile
}

// Models pkg/api/pod/util.go ApparmorFieldForAnnotation
function profileNamed(annotation: string | undefined): Profile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const localhostProfile = annotation?.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : ''
  return localhostProfile.trim() !== localhostProfile || localhostProfile === ''
    ? undefined
    : { type: 'Localhost', localhostProfile }
}
