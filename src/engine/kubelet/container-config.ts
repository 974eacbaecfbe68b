import type { ApiClient } from '../../k8s/api-client'
import { findObject } from '../../k8s/find-object'
import type { Container, Pod } from '../../k8s/pod'
import type { ImageBehaviour } from '../machines'
import { type ConfigKind, type ConfigReference, hasKey, notFoundText } from './config-objects'
import { podText } from './pod-spec'
import { subPathError } from './sub-path'

/** Why the container cannot be made from what the pod asks for (CreateContainerConfigError); undefined when it can. */
// Models pkg/kubelet/kuberuntime/kuberuntime_container.go generateContainerConfig
export function containerConfigError(
  client: ApiClient,
  pod: Pod,
  container: Container,
  image: ImageBehaviour,
): string | undefined {
  return (
    environmentError(client, pod, container) ??
    subPathError(client, pod, container) ??
    nonRootError(pod, container, image)
  )
}

// Models pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
function environmentError(client: ApiClient, pod: Pod, container: Container): string | undefined {
  for (const { configMapRef, secretRef } of (container.envFrom ?? []) as readonly EnvFrom[]) {
    const error = objectError(client, pod, 'configmaps', configMapRef) ?? objectError(client, pod, 'secrets', secretRef)
    if (error !== undefined) return error
  }
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom === undefined) continue
    const { configMapKeyRef, secretKeyRef } = valueFrom as EnvSource
    const error = keyError(client, pod, 'configmaps', configMapKeyRef) ?? keyError(client, pod, 'secrets', secretKeyRef)
    if (error !== undefined) return error
  }
  return undefined
}

interface EnvFrom {
  readonly configMapRef?: ConfigReference
  readonly secretRef?: ConfigReference
}

interface EnvSource {
  readonly configMapKeyRef?: ConfigReference
  readonly secretKeyRef?: ConfigReference
}

function objectError(client: ApiClient, pod: Pod, kind: ConfigKind, reference: ConfigReference | undefined) {
  if (reference === undefined || reference.optional) return undefined
  const name = reference.name ?? ''
  const object = findObject(client, kind, pod.metadata.namespace, name)
  return object === undefined ? notFoundText(kind, name) : undefined
}

function keyError(client: ApiClient, pod: Pod, kind: ConfigKind, reference: ConfigReference | undefined) {
  if (reference === undefined || reference.optional) return undefined
  const { name = '', key = '' } = reference
  const object = findObject(client, kind, pod.metadata.namespace, name)
  if (object === undefined) return notFoundText(kind, name)
  if (hasKey(object, key)) return undefined
  const word = kind === 'configmaps' ? 'ConfigMap' : 'Secret'
  return `couldn't find key ${key} in ${word} ${pod.metadata.namespace}/${name}`
}

interface SecurityContext {
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
}

// Models pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot
function nonRootError(pod: Pod, container: Container, image: ImageBehaviour): string | undefined {
  const own = (container.securityContext ?? {}) as SecurityContext
  const shared = (pod.spec.securityContext ?? {}) as SecurityContext
  if (!(own.runAsNonRoot ?? shared.runAsNonRoot)) return undefined
  const user = own.runAsUser ?? shared.runAsUser
  const where = `(pod: "${podText(pod)}", container: ${container.name})`
  if (user === undefined && image.nonRoot) return undefined
  if (user === undefined) return `container has runAsNonRoot and image will run as root ${where}`
  return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined
}
