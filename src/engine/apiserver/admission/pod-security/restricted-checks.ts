import type { Container, PodSpec, Volume } from '../../../../k8s/pod'
import { mountComplaint, RELAXED_MOUNTS } from './baseline-checks'
import type { Check } from './check'
import {
  allContainers,
  badContainers,
  containerContext,
  named,
  offenders,
  podContext,
  quoted,
  sortedDistinct,
} from './subjects'

const ALLOWED_VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
])
const ALLOWED_SECCOMP = new Set(['RuntimeDefault', 'Localhost'])

const KNOWS_WINDOWS = 25
const RELAXED_USERS = 35

/** From a version on, what only Linux has is not asked of Windows. */
const isSpared = (spec: PodSpec, minor: number) => minor >= KNOWS_WINDOWS && spec.os?.name === 'windows'
/** From a version on, Pods with users of their own may be root among these. */
const hasOwnUsers = (spec: PodSpec, minor: number) => minor >= RELAXED_USERS && spec.hostUsers === false

function sourceOf(volume: Volume): string {
  return Object.keys(volume).find(key => key !== 'name' && volume[key] !== undefined) ?? 'emptyDir'
}

/** What the policy `restricted` asks beyond `baseline`, in the order in which violations are listed. */
// Models staging/src/k8s.io/pod-security-admission/policy
export const RESTRICTED_CHECKS: readonly Check[] = [
  {
    since: 8,
    reason: 'allowPrivilegeEscalation != false',
    detail: ({ spec, minor }) => {
      if (isSpared(spec, minor)) return undefined
      const bad = badContainers(spec, container => containerContext(container).allowPrivilegeEscalation !== false)
      return bad.length > 0 && `${named('container', bad)} must set securityContext.allowPrivilegeEscalation=false`
    },
  },
  {
    since: 22,
    reason: 'unrestricted capabilities',
    detail: ({ spec, minor }) => (isSpared(spec, minor) ? undefined : capabilityComplaints(spec)),
  },
  { since: RELAXED_MOUNTS, reason: 'procMount', detail: ({ spec }) => mountComplaint(spec) },
  {
    since: 0,
    reason: 'restricted volume types',
    detail: ({ spec }) => {
      const bad = (spec.volumes ?? []).filter(volume => !ALLOWED_VOLUMES.has(sourceOf(volume)))
      const [names, types] = [bad.map(volume => volume.name), sortedDistinct(bad.map(sourceOf))]
      const verb = bad.length === 1 ? 'uses' : 'use'
      return bad.length > 0 && `${named('volume', names)} ${verb} ${named('restricted volume type', types)}`
    },
  },
  {
    since: 0,
    reason: 'runAsNonRoot != true',
    detail: ({ spec, minor }) => (hasOwnUsers(spec, minor) ? undefined : nonRootComplaint(spec)),
  },
  {
    since: 23,
    reason: 'runAsUser=0',
    detail: ({ spec, minor }) => {
      if (hasOwnUsers(spec, minor)) return undefined
      const who = offenders(spec, ({ runAsUser }) => runAsUser === 0)
      return who && `${who} must not set runAsUser=0`
    },
  },
  {
    since: 19,
    reason: 'seccompProfile',
    detail: ({ spec, minor }) => (isSpared(spec, minor) ? undefined : seccompComplaint(spec)),
  },
]

function capabilityComplaints(spec: PodSpec): string {
  const dropped = (container: Container) => containerContext(container).capabilities?.drop ?? []
  const extra = (container: Container) =>
    (containerContext(container).capabilities?.add ?? []).filter(name => name !== 'NET_BIND_SERVICE')
  const keeping = badContainers(spec, container => !dropped(container).includes('ALL'))
  const adding = badContainers(spec, container => extra(container).length > 0)
  const added = sortedDistinct(allContainers(spec).flatMap(extra))
  const complaints: string[] = []
  if (keeping.length > 0)
    complaints.push(`${named('container', keeping)} must set securityContext.capabilities.drop=["ALL"]`)
  if (adding.length > 0) {
    complaints.push(
      `${named('container', adding)} must not include ${quoted(added)} in securityContext.capabilities.add`,
    )
  }
  return complaints.join('; ')
}

function nonRootComplaint(spec: PodSpec): string | undefined {
  const who = offenders(spec, ({ runAsNonRoot }) => runAsNonRoot === false)
  if (who !== undefined) return `${who} must not set securityContext.runAsNonRoot=false`
  if (podContext(spec).runAsNonRoot === true) return undefined
  const silent = badContainers(spec, container => containerContext(container).runAsNonRoot === undefined)
  return silent.length === 0
    ? undefined
    : `pod or ${named('container', silent)} must set securityContext.runAsNonRoot=true`
}

function seccompComplaint(spec: PodSpec): string | undefined {
  const isBad = (type: string | undefined) => type !== undefined && !ALLOWED_SECCOMP.has(type)
  const who = offenders(spec, ({ seccompProfile }) => isBad(seccompProfile?.type))
  if (who !== undefined) {
    const contexts = [podContext(spec), ...allContainers(spec).map(containerContext)]
    const types = sortedDistinct(
      contexts.flatMap(({ seccompProfile: profile }) => (isBad(profile?.type) ? [profile?.type ?? ''] : [])),
    )
    return `${who} must not set securityContext.seccompProfile.type to ${quoted(types)}`
  }
  if (podContext(spec).seccompProfile?.type !== undefined) return undefined
  const silent = badContainers(spec, container => containerContext(container).seccompProfile?.type === undefined)
  if (silent.length === 0) return undefined
  return `pod or ${named('container', silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`
}
