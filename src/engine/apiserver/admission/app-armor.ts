import type { NewObject } from '../../../k8s/object'
import type { Container, PodSpec } from '../../../k8s/pod'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { Request } from '../request'
import { APPARMOR } from '../validation/pod-annotations'

interface Profile {
  readonly type: string
  readonly localhostProfile?: string
}

const LOCAL = 'localhost/'

/** What an annotation of old says of a container's profile becomes the field of today. */
// Models pkg/registry/core/pod/strategy.go applyAppArmorVersionSkew, which comes right after admission
export function admitAppArmor(request: Request, pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec
  const { annotations } = pod.metadata
  const isOld = Object.keys(annotations ?? {}).some(key => key.startsWith(APPARMOR))
  if (annotations === undefined || !isOld || spec.os?.name === 'windows') return pod
  const ofPod = profileOf(spec)
  const withFields = (containers: readonly Container[] | undefined) =>
    containers?.map(container => {
      const annotation = annotations[`${APPARMOR}${container.name}`]
      if (annotation === undefined || profileOf(container) !== undefined) return container
      const profile = profileIn(annotation)
      if (profile !== undefined && deepEqual(profile, ofPod)) return container
      const key = `metadata.annotations[${APPARMOR}${container.name}]`
      request.warnings.push(`${key}: deprecated since v1.30; use the "appArmorProfile" field instead`)
      if (profile === undefined) return container
      return { ...container, securityContext: { ...contextOf(container), appArmorProfile: profile } }
    })
  const { initContainers } = spec
  const converted = initContainers === undefined ? {} : { initContainers: withFields(initContainers) }
  return { ...pod, spec: { ...spec, ...converted, containers: withFields(spec.containers) ?? [] } }
}

const contextOf = ({ securityContext }: PodSpec | Container) =>
  (securityContext ?? {}) as { readonly appArmorProfile?: Profile | null }

const profileOf = (of: PodSpec | Container) => contextOf(of).appArmorProfile ?? undefined

/** Undefined for what names no profile that could be used. */
// Models pkg/api/pod/util.go ApparmorFieldForAnnotation
export function profileIn(annotation: string): Profile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const name = annotation.startsWith(LOCAL) ? annotation.slice(LOCAL.length) : ''
  if (name === '' || name.trim() !== name || name.length > 4095) return undefined
  return { type: 'Localhost', localhostProfile: name }
}
