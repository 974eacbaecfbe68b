import type { Container, PodSpec } from '../../../../k8s/pod'

/** What checks read of a pod or a container. */
export interface SecurityContext {
  readonly privileged?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly procMount?: string
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  readonly seccompProfile?: { readonly type?: string }
  readonly appArmorProfile?: { readonly type?: string }
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string }
  readonly windowsOptions?: { readonly hostProcess?: boolean }
  readonly sysctls?: readonly { readonly name: string }[]
}

export const podContext = (spec: PodSpec) => (spec.securityContext ?? {}) as SecurityContext
export const containerContext = (container: Container) => (container.securityContext ?? {}) as SecurityContext

/** In the order in which the real checks visit them. */
export function allContainers(spec: PodSpec): readonly Container[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as readonly Container[]
  return [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...ephemeral]
}

export const quoted = (names: readonly string[]) => names.map(name => JSON.stringify(name)).join(', ')

/** `container "a"` or `containers "a", "b"`. */
export function named(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${quoted(names)}`
}

export const sortedDistinct = (values: readonly string[]) => [...new Set(values)].sort()

/** `pod`, `container "a"` or `pod and container "a"`: those for which `isBad` holds; undefined when there are none. */
export function offenders(spec: PodSpec, isBad: (context: SecurityContext) => boolean): string | undefined {
  const containers = badContainers(spec, container => isBad(containerContext(container)))
  const parts = [
    ...(isBad(podContext(spec)) ? ['pod'] : []),
    ...(containers.length > 0 ? [named('container', containers)] : []),
  ]
  return parts.length === 0 ? undefined : parts.join(' and ')
}

export function badContainers(spec: PodSpec, isBad: (container: Container) => boolean): string[] {
  return allContainers(spec)
    .filter(isBad)
    .map(container => container.name)
}
