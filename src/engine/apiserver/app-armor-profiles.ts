import type { Fields } from '../../base/fields'
import type { Container, Pod, PodSpec } from '../../k8s/pod'
import { deepEqual } from '../../k8s/share-unchanged'

interface Profile {
  readonly type: 'Unconfined' | 'RuntimeDefault' | 'Localhost'
  readonly localhostProfile?: string
}

/** With the name of the container after it. */
export const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/'
export const USE_FIELD = 'deprecated since v1.30; use the "appArmorProfile" field instead'
const LOCALHOST = 'localhost/'

interface Annotated {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: PodSpec
}

/** AppArmor profiles were once named by annotations: a container without a profile gets the one that its annotation names. */
// Models pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew
export function withAppArmorProfiles(pod: Pod): Pod {
  const { annotations = {} } = pod.metadata
  if (!isAnnotated(pod)) return pod
  const common = profileIn(pod.spec)
  const withProfile = (container: Container): Container => {
    const profile = profileNamed(annotations[`${APPARMOR}${container.name}`])
    if (profile === undefined || profileIn(container) !== undefined || deepEqual(profile, common)) return container
    const securityContext = { ...(container.securityContext as Fields | undefined), appArmorProfile: profile }
    return { ...container, securityContext }
  }
  const { containers, initContainers } = pod.spec
  const initial = initContainers === undefined ? {} : { initContainers: initContainers.map(withProfile) }
  return { ...pod, spec: { ...pod.spec, ...initial, containers: containers.map(withProfile) } }
}

function isAnnotated({ metadata, spec }: Annotated): boolean {
  return spec.os?.name !== 'windows' && Object.keys(metadata.annotations ?? {}).some(key => key.startsWith(APPARMOR))
}

/** Says which annotations have had their day: those that become a field, and those that can become none. */
// Models applyAppArmorVersionSkew, which warns before it copies
export function appArmorWarnings(pod: Annotated): readonly string[] {
  if (!isAnnotated(pod)) return []
  const { containers, initContainers = [] } = pod.spec
  const common = profileIn(pod.spec)
  return [...initContainers, ...containers].flatMap(container => {
    const key = `${APPARMOR}${container.name}`
    const annotation = pod.metadata.annotations?.[key]
    if (annotation === undefined || profileIn(container) !== undefined) return []
    const profile = profileNamed(annotation)
    if (profile !== undefined && deepEqual(profile, common)) return []
    return [`metadata.annotations[${key}]: ${USE_FIELD}`]
  })
}

function profileIn({ securityContext }: PodSpec | Container): unknown {
  return (securityContext as { readonly appArmorProfile?: unknown } | undefined)?.appArmorProfile ?? undefined
}

/** Undefined for what names no profile that could be used. */
// Models pkg/api/pod/util.go ApparmorFieldForAnnotation
export function profileNamed(annotation: string | undefined): Profile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const localhostProfile = annotation?.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : ''
  return localhostProfile.trim() !== localhostProfile || localhostProfile === ''
    ? undefined
    : { type: 'Localhost', localhostProfile }
}
