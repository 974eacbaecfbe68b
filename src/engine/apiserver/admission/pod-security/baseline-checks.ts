import { goQuote } from '../../../../k8s/go-quote'
import type { Container, PodSpec, Probe } from '../../../../k8s/pod'
import { APPARMOR } from '../../app-armor-profiles'
import { SECCOMP_OF_CONTAINERS, SECCOMP_OF_POD } from '../../validation/pod-annotations'
import type { Check, Subject } from './check'
import {
  allContainers,
  badContainers,
  containerContext,
  named,
  offenders,
  podContext,
  quoted,
  type SecurityContext,
  sortedDistinct,
} from './subjects'

const DEFAULT_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/** By the minor version from which on they are thought safe. */
const SAFE_SYSCTLS: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
}

/** By the minor version from which on they are allowed. */
const SELINUX_TYPES: Readonly<Record<string, number>> = {
  '': 0,
  container_t: 0,
  container_init_t: 0,
  container_kvm_t: 0,
  container_engine_t: 31,
}

const ALLOWED_SECCOMP = ['runtime/default', 'docker/default']

/** From this version on, Pods with users of their own may see more of /proc, but not at the level restricted. */
export const RELAXED_MOUNTS = 35

/** The policy `baseline`, in the order in which violations are listed. */
// Models staging/src/k8s.io/pod-security-admission/policy
export const BASELINE_CHECKS: readonly Check[] = [
  {
    since: 0,
    reason: subject =>
      appArmorValues(subject).length === 1 ? 'forbidden AppArmor profile' : 'forbidden AppArmor profiles',
    detail: subject => {
      const who = [offenders(subject.spec, isUnconfined), annotationsNamed(badAppArmorAnnotations(subject))]
      const blamed = who.filter(one => one !== undefined).join(' and ')
      return blamed && `${blamed} must not set AppArmor profile type to ${joined(appArmorValues(subject))}`
    },
  },
  {
    since: 0,
    until: 22,
    reason: 'non-default capabilities',
    detail: ({ spec }) => {
      const extra = (container: Container) =>
        (containerContext(container).capabilities?.add ?? []).filter(name => !DEFAULT_CAPABILITIES.has(name))
      const bad = badContainers(spec, container => extra(container).length > 0)
      const capabilities = sortedDistinct(allContainers(spec).flatMap(extra))
      return (
        bad.length > 0 &&
        `${named('container', bad)} must not include ${quoted(capabilities)} in securityContext.capabilities.add`
      )
    },
  },
  {
    since: 0,
    reason: 'host namespaces',
    detail: ({ spec }) =>
      ['hostNetwork', 'hostPID', 'hostIPC']
        .filter(field => spec[field] === true)
        .map(field => `${field}=true`)
        .join(', '),
  },
  {
    since: 0,
    until: 0,
    reason: 'hostPath volumes',
    detail: ({ spec }) => {
      const names = (spec.volumes ?? []).filter(volume => volume.hostPath !== undefined).map(volume => volume.name)
      return names.length > 0 && named('volume', names)
    },
  },
  {
    since: 0,
    reason: 'hostPort',
    detail: ({ spec }) => {
      const portsOf = (container: Container) =>
        (container.ports ?? []).flatMap(port => (port.hostPort ? [String(port.hostPort)] : []))
      const bad = badContainers(spec, container => portsOf(container).length > 0)
      const ports = sortedDistinct(allContainers(spec).flatMap(portsOf))
      const [verb, noun] = [bad.length === 1 ? 'uses' : 'use', ports.length === 1 ? 'hostPort' : 'hostPorts']
      return bad.length > 0 && `${named('container', bad)} ${verb} ${noun} ${ports.join(', ')}`
    },
  },
  {
    since: 0,
    reason: 'privileged',
    detail: ({ spec }) => {
      const bad = badContainers(spec, container => containerContext(container).privileged === true)
      return bad.length > 0 && `${named('container', bad)} must not set securityContext.privileged=true`
    },
  },
  {
    since: 34,
    reason: 'probe or lifecycle host',
    detail: ({ spec }) => {
      const bad = sortedDistinct(badContainers(spec, container => handlerHosts(container).length > 0))
      const hosts = sortedDistinct(allContainers(spec).flatMap(handlerHosts))
      const [verb, noun] = [bad.length === 1 ? 'uses' : 'use', hosts.length === 1 ? 'host' : 'hosts']
      return bad.length > 0 && `${named('container', bad)} ${verb} probe or lifecycle ${noun} ${quoted(hosts)}`
    },
  },
  {
    since: 0,
    until: RELAXED_MOUNTS,
    reason: 'procMount',
    detail: ({ spec, minor }) =>
      minor >= RELAXED_MOUNTS && spec.hostUsers === false ? undefined : mountComplaint(spec),
  },
  {
    since: 0,
    reason: 'seLinuxOptions',
    detail: ({ spec, minor }) => {
      const typeOf = ({ seLinuxOptions }: SecurityContext) => seLinuxOptions?.type ?? ''
      const isBadType = (type: string) => !isSince(SELINUX_TYPES, type, minor)
      const isBad = (context: SecurityContext) =>
        isBadType(typeOf(context)) || Boolean(context.seLinuxOptions?.user || context.seLinuxOptions?.role)
      const contexts = [podContext(spec), ...allContainers(spec).map(containerContext)]
      const types = sortedDistinct(contexts.map(typeOf).filter(isBadType))
      const complaints = [
        ...(types.length > 0 ? [named('type', types)] : []),
        ...(contexts.some(context => context.seLinuxOptions?.user) ? ['user may not be set'] : []),
        ...(contexts.some(context => context.seLinuxOptions?.role) ? ['role may not be set'] : []),
      ]
      const who = offenders(spec, isBad)
      return who && `${who} set forbidden securityContext.seLinuxOptions: ${complaints.join('; ')}`
    },
  },
  {
    since: 0,
    until: 19,
    reason: 'seccompProfile',
    detail: subject => {
      if (subject.minor < 19) return seccompAnnotations(subject)
      const who = offenders(subject.spec, ({ seccompProfile }) => seccompProfile?.type === 'Unconfined')
      return who && `${who} must not set securityContext.seccompProfile.type to "Unconfined"`
    },
  },
  {
    since: 0,
    reason: 'forbidden sysctls',
    detail: ({ spec, minor }) =>
      (podContext(spec).sysctls ?? [])
        .map(sysctl => sysctl.name)
        .filter(name => !isSince(SAFE_SYSCTLS, name, minor))
        .join(', '),
  },
  {
    since: 0,
    reason: 'hostProcess',
    detail: ({ spec }) => {
      const who = offenders(spec, ({ windowsOptions }) => windowsOptions?.hostProcess === true)
      return who && `${who} must not set securityContext.windowsOptions.hostProcess=true`
    },
  },
]

function isSince(allowed: Readonly<Record<string, number>>, name: string, minor: number): boolean {
  const since = allowed[name]
  return since !== undefined && since <= minor
}

const isUnconfined = ({ appArmorProfile }: SecurityContext) => appArmorProfile?.type === 'Unconfined'

/** Go joins these without a second look at the quotes inside. */
const joined = (items: readonly string[]) => `"${items.join('", "')}"`

/** What the profiles say that are not allowed, and the annotations of old that do. */
function appArmorValues(subject: Subject): readonly string[] {
  const fields = offenders(subject.spec, isUnconfined) === undefined ? [] : ['Unconfined']
  return [...fields, ...badAppArmorAnnotations(subject)]
}

function badAppArmorAnnotations({ annotations }: Subject): readonly string[] {
  const isAllowed = (profile: string) =>
    profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/')
  return Object.entries(annotations)
    .filter(([key, profile]) => key.startsWith(APPARMOR) && !isAllowed(profile))
    .map(([key, profile]) => `${key}=${goQuote(profile)}`)
    .sort()
}

const annotationsNamed = (bad: readonly string[]) =>
  bad.length === 0 ? undefined : bad.length === 1 ? 'annotation' : 'annotations'

/** Before there were fields for it. */
// Models check_seccompProfile_baseline.go seccompProfileBaseline_1_0
function seccompAnnotations({ spec, annotations }: Subject): string | false {
  const isAllowed = (profile: string) => ALLOWED_SECCOMP.includes(profile) || profile.startsWith('localhost/')
  const keys = [SECCOMP_OF_POD, ...allContainers(spec).map(({ name }) => `${SECCOMP_OF_CONTAINERS}${name}`)]
  const bad = keys.flatMap(key => {
    const profile = annotations[key]
    return profile === undefined || isAllowed(profile) ? [] : [`${key}=${goQuote(profile)}`]
  })
  return bad.length > 0 && `forbidden ${annotationsNamed(bad)} ${sortedDistinct(bad).join(', ')}`
}

function handlerHosts(container: Container): readonly string[] {
  const { postStart, preStop } = (container.lifecycle ?? {}) as { readonly postStart?: Probe; readonly preStop?: Probe }
  const handlers = [container.livenessProbe, container.readinessProbe, container.startupProbe, postStart, preStop]
  return handlers.flatMap(handler => {
    const hosts = [handler?.httpGet?.host, handler?.tcpSocket?.host] as readonly (string | undefined)[]
    return hosts.flatMap(host => host || [])
  })
}

export function mountComplaint(spec: PodSpec): string | false {
  const mountOf = (container: Container) => containerContext(container).procMount ?? 'Default'
  const bad = badContainers(spec, container => mountOf(container) !== 'Default')
  const mounts = sortedDistinct(allContainers(spec).map(mountOf)).filter(mount => mount !== 'Default')
  return bad.length > 0 && `${named('container', bad)} must not set securityContext.procMount to ${quoted(mounts)}`
}
