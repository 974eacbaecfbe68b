import { unixId } from '../../../k8s/names'
import type { PodSpec } from '../../../k8s/pod'
import { duplicate, invalid, notSupported, required, TypedText, tooLong } from '../field-error'
import { type Errors, each, numberErrors, oneOf } from './field-errors'
import { validateDescendingPath } from './paths'
import { validateWindowsOptions, type WindowsOptions } from './windows-options'

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
  readonly windowsOptions?: WindowsOptions
}

interface PodSecurityContext {
  readonly fsGroup?: number
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly supplementalGroups?: readonly number[]
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[]
  readonly fsGroupChangePolicy?: string
  readonly supplementalGroupsPolicy?: string
  readonly seLinuxChangePolicy?: string
  readonly seccompProfile?: SeccompProfile
  readonly appArmorProfile?: SeccompProfile
  readonly windowsOptions?: WindowsOptions
}

const SYSCTL = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'
const SYSCTL_RULE = new RegExp(SYSCTL)
const MAX_SYSCTL = 253
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined']
const PROC_MOUNTS = ['Default', 'Unmasked']
const OWNERSHIP_POLICIES = ['Always', 'OnRootMismatch']
const GROUP_POLICIES = ['Merge', 'Strict']
/** The other one, MountOption, is of a feature that is off. */
const LABEL_POLICIES = ['Recursive']
const MAX_PROFILE = 4095

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
  if (procMount !== undefined && procMount !== null) {
    if (!PROC_MOUNTS.includes(procMount)) yield notSupported(`${path}.procMount`, procMount, PROC_MOUNTS)
    if (hostUsers && procMount === 'Unmasked') {
      yield invalid(`${path}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`')
    }
  }
  yield* validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`)
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
  yield* validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`)
  yield* validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`)
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
export function* validatePodSecurityContext(spec: PodSpec, path: string): Errors {
  const context = (spec.securityContext ?? {}) as PodSecurityContext
  yield* numberErrors(`${path}.fsGroup`, context.fsGroup, unixId)
  yield* numberErrors(`${path}.runAsUser`, context.runAsUser, unixId)
  yield* numberErrors(`${path}.runAsGroup`, context.runAsGroup, unixId)
  for (const [index, group] of (context.supplementalGroups ?? []).entries()) {
    yield* numberErrors(`${path}.supplementalGroups[${index}]`, group, unixId)
  }
  if (spec.hostPID === true && spec.shareProcessNamespace === true) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled'
    yield invalid(`${path}.shareProcessNamespace`, true, why)
  }
  yield* validateSysctls(context, spec, `${path}.sysctls`)
  yield* oneOf(`${path}.fsGroupChangePolicy`, context.fsGroupChangePolicy, OWNERSHIP_POLICIES)
  yield* validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`)
  yield* validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`)
  yield* validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`)
  yield* oneOf(`${path}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, GROUP_POLICIES)
  yield* oneOf(`${path}.seLinuxChangePolicy`, context.seLinuxChangePolicy, LABEL_POLICIES)
}

/** Those that containers share are not set where the node's own are shared. */
// Models staging/src/k8s.io/component-helpers/node/util/sysctl/namespace.go
const OF_NETWORK = /^net[./]/
const OF_IPC = /^(kernel[./](sem|shm(all|max|mni|_rmid_forced)?|msg(max|mnb|mni)?)$|fs[./]mqueue[./])/

// Models validation.go validateSysctls and ValidateHostSysctl
function* validateSysctls({ sysctls }: PodSecurityContext, spec: PodSpec, path: string): Errors {
  const seen = new Set<string>()
  for (const [{ name = '' }, at] of each(sysctls, path)) {
    if (name === '') yield required(`${at}.name`)
    else if (name.length > MAX_SYSCTL || !SYSCTL_RULE.test(name)) {
      yield invalid(`${at}.name`, name, `must have at most ${MAX_SYSCTL} characters and match regex ${SYSCTL}`)
    } else if (seen.has(name)) yield duplicate(`${at}.name`, name)
    if (spec.hostNetwork === true && OF_NETWORK.test(name)) {
      yield invalid(`${at}.name`, name, "may not be specified when 'hostNetwork' is true")
    } else if (spec.hostIPC === true && OF_IPC.test(name)) {
      yield invalid(`${at}.name`, name, "may not be specified when 'hostIPC' is true")
    }
    seen.add(name)
  }
}

// Models validation.go validateSeccompProfileField
function* validateSeccompProfile(profile: SeccompProfile | undefined | null, path: string): Errors {
  if (!profile) return
  const { type, localhostProfile } = profile
  const local = `${path}.localhostProfile`
  if (type === '' || type === undefined) yield required(`${path}.type`, 'type is required when seccompProfile is set')
  else if (!PROFILE_TYPES.includes(type)) yield notSupported(`${path}.type`, type, PROFILE_TYPES)
  if (type === 'Localhost') {
    if (localhostProfile === undefined) yield required(local, 'must be set when seccomp type is Localhost')
    else yield* validateDescendingPath(localhostProfile, local)
  } else if (localhostProfile !== undefined) {
    const printed = { Type: type ?? '', LocalhostProfile: localhostProfile }
    yield invalid(local, printed, 'can only be set when seccomp type is Localhost')
  }
}

// Models validation.go ValidateAppArmorProfileField
function* validateAppArmorProfile(profile: SeccompProfile | undefined | null, path: string): Errors {
  if (!profile) return
  const { type = '', localhostProfile } = profile
  const local = `${path}.localhostProfile`
  if (type === '') yield required(`${path}.type`, 'type is required when appArmorProfile is set')
  else if (!PROFILE_TYPES.includes(type)) yield notSupported(`${path}.type`, type, PROFILE_TYPES)
  else if (type !== 'Localhost') {
    if (localhostProfile !== undefined) {
      yield invalid(local, new TypedText(localhostProfile), 'can only be set when AppArmor type is Localhost')
    }
  } else {
    if (localhostProfile === undefined || localhostProfile === '') {
      yield required(local, 'must be set when AppArmor type is Localhost')
    } else if (localhostProfile.trim() !== localhostProfile) {
      yield invalid(local, new TypedText(localhostProfile), 'must not be padded with whitespace')
    }
    if ((localhostProfile ?? '').length > MAX_PROFILE) yield tooLong(local, MAX_PROFILE)
  }
}
