import { unixId } from '../../../k8s/names'
import { duplicate, invalid, notSupported, required } from '../field-error'
import { type Errors, each, numberErrors } from './field-errors'
import { validateDescendingPath } from './paths'

interface SeccompProfile {
  readonly type?: string
  readonly localhostProfile?: string
}

export interface SecurityContext {
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  readonly privileged?: boolean
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly runAsNonRoot?: boolean
  readonly readOnlyRootFilesystem?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly procMount?: string
  readonly seccompProfile?: SeccompProfile
  readonly appArmorProfile?: SeccompProfile
}

export interface PodSecurityContext {
  readonly fsGroup?: number
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly supplementalGroups?: readonly number[]
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[]
  readonly fsGroupChangePolicy?: string
  readonly seccompProfile?: SeccompProfile
  readonly appArmorProfile?: SeccompProfile
}

const SYSCTL = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
const SYSCTL_RULE = new RegExp(SYSCTL)
const MAX_SYSCTL = 253
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined']
const PROC_MOUNTS = ['Default', 'Unmasked']

// Models pkg/apis/core/validation/validation.go ValidateSecurityContext
export function* validateSecurityContext(
  context: SecurityContext | undefined | null,
  path: string,
  hostUsers: boolean,
): Errors {
  if (!context) return
  yield* numberErrors(`${path}.runAsUser`, context.runAsUser, unixId)
  yield* numberErrors(`${path}.runAsGroup`, context.runAsGroup, unixId)
  const { procMount } = context
  if (procMount) {
    if (!PROC_MOUNTS.includes(procMount)) yield notSupported(`${path}.procMount`, procMount, PROC_MOUNTS)
    if (hostUsers && procMount === 'Unmasked') {
      yield invalid(`${path}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`')
    }
  }
  yield* validateProfile(context.seccompProfile, `${path}.seccompProfile`, 'seccomp')
  if (context.allowPrivilegeEscalation === false) {
    const printed = asGoPrints(context)
    if (context.privileged === true) {
      yield invalid(path, printed, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')
    }
    for (const capability of context.capabilities?.add ?? []) {
      if (capability !== 'CAP_SYS_ADMIN') continue
      yield invalid(
        path,
        printed,
        'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
      )
    }
  }
  yield* validateProfile(context.appArmorProfile, `${path}.appArmorProfile`, 'appArmor')
}

/** The server prints its internal type: Go's field names, every field. */
function asGoPrints(context: SecurityContext): unknown {
  const { capabilities, seccompProfile, appArmorProfile } = context
  const profile = (one: SeccompProfile | undefined) =>
    one === undefined ? null : { Type: one.type ?? '', LocalhostProfile: one.localhostProfile ?? null }
  return {
    Capabilities:
      capabilities === undefined ? null : { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null },
    Privileged: context.privileged ?? null,
    SELinuxOptions: null,
    WindowsOptions: null,
    RunAsUser: context.runAsUser ?? null,
    RunAsGroup: context.runAsGroup ?? null,
    RunAsNonRoot: context.runAsNonRoot ?? null,
    ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
    AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
    ProcMount: context.procMount ?? null,
    SeccompProfile: profile(seccompProfile),
    AppArmorProfile: profile(appArmorProfile),
  }
}

// Models validation.go validatePodSpecSecurityContext
export function* validatePodSecurityContext(context: PodSecurityContext | undefined | null, path: string): Errors {
  if (!context) return
  yield* numberErrors(`${path}.fsGroup`, context.fsGroup, unixId)
  yield* numberErrors(`${path}.runAsUser`, context.runAsUser, unixId)
  yield* numberErrors(`${path}.runAsGroup`, context.runAsGroup, unixId)
  for (const [index, group] of (context.supplementalGroups ?? []).entries()) {
    yield* numberErrors(`${path}.supplementalGroups[${index}]`, group, unixId)
  }
  yield* validateSysctls(context, `${path}.sysctls`)
  const policy = context.fsGroupChangePolicy
  if (policy && !['Always', 'OnRootMismatch'].includes(policy)) {
    yield notSupported(`${path}.fsGroupChangePolicy`, policy, ['Always', 'OnRootMismatch'])
  }
  yield* validateProfile(context.seccompProfile, `${path}.seccompProfile`, 'seccomp')
  yield* validateProfile(context.appArmorProfile, `${path}.appArmorProfile`, 'appArmor')
}

function* validateSysctls({ sysctls }: PodSecurityContext, path: string): Errors {
  const seen = new Set<string>()
  for (const [{ name = '' }, at] of each(sysctls, path)) {
    if (name === '') yield required(`${at}.name`)
    else if (name.length > MAX_SYSCTL || !SYSCTL_RULE.test(name)) {
      yield invalid(`${at}.name`, name, `must have at most ${MAX_SYSCTL} characters and match regex ${SYSCTL}`)
    } else if (seen.has(name)) yield duplicate(`${at}.name`, name)
    seen.add(name)
  }
}

// Models validation.go validateSeccompProfileField and ValidateAppArmorProfileField
function* validateProfile(
  profile: SeccompProfile | undefined | null,
  path: string,
  what: 'seccomp' | 'appArmor',
): Errors {
  if (!profile) return
  const { type, localhostProfile } = profile
  if (!type) yield required(`${path}.type`, `type is required when ${what}Profile is set`)
  else if (!PROFILE_TYPES.includes(type)) yield notSupported(`${path}.type`, type, PROFILE_TYPES)
  const local = `${path}.localhostProfile`
  if (type === 'Localhost') {
    if (localhostProfile === undefined) yield required(local, `must be set when ${what} type is Localhost`)
    else if (what === 'seccomp') yield* validateDescendingPath(localhostProfile, local)
  } else if (localhostProfile !== undefined) {
    const printed = what === 'seccomp' ? { Type: type ?? '', LocalhostProfile: localhostProfile } : localhostProfile
    yield invalid(local, printed, `can only be set when ${what} type is Localhost`)
  }
}
