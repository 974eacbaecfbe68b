import type { Container, PodSpec, Probe } from '../../../../k8s/pod'
import type { Check } from './check'
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

const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
])

const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'])

/** From this version on, Pods with users of their own may see more of /proc, but not at the level restricted. */
export const RELAXED_MOUNTS = 35

/** The policy `baseline`, in the order in which violations are listed. */
// Models staging/src/k8s.io/pod-security-admission/policy
export const BASELINE_CHECKS: readonly Check[] = [
  {
    since: 0,
    reason: 'forbidden AppArmor profile',
    detail: spec => {
      const isBad = ({ appArmorProfile }: SecurityContext) => appArmorProfile?.type === 'Unconfined'
      const who = offenders(spec, isBad)
      return who && `${who} must not set AppArmor profile type to "Unconfined"`
    },
  },
  {
    since: 0,
    until: 22,
    reason: 'non-default capabilities',
    detail: spec => {
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
    detail: spec =>
      ['hostNetwork', 'hostPID', 'hostIPC']
        .filter(field => spec[field] === true)
        .map(field => `${field}=true`)
        .join(', '),
  },
  {
    since: 0,
    until: 0,
    reason: 'hostPath volumes',
    detail: spec => {
      const names = (spec.volumes ?? []).filter(volume => volume.hostPath !== undefined).map(volume => volume.name)
      return names.length > 0 && named('volume', names)
    },
  },
  {
    since: 0,
    reason: 'hostPort',
    detail: spec => {
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
    detail: spec => {
      const bad = badContainers(spec, container => containerContext(container).privileged === true)
      return bad.length > 0 && `${named('container', bad)} must not set securityContext.privileged=true`
    },
  },
  {
    since: 34,
    reason: 'probe or lifecycle host',
    detail: spec => {
      const bad = badContainers(spec, container => handlerHosts(container).length > 0)
      const hosts = sortedDistinct(allContainers(spec).flatMap(handlerHosts))
      const [verb, noun] = [bad.length === 1 ? 'uses' : 'use', hosts.length === 1 ? 'host' : 'hosts']
      return bad.length > 0 && `${named('container', bad)} ${verb} probe or lifecycle ${noun} ${quoted(hosts)}`
    },
  },
  {
    since: 0,
    until: RELAXED_MOUNTS,
    reason: 'procMount',
    detail: (spec, _level, minor) =>
      minor >= RELAXED_MOUNTS && spec.hostUsers === false ? undefined : mountComplaint(spec),
  },
  {
    since: 0,
    reason: 'seLinuxOptions',
    detail: spec => {
      const typeOf = ({ seLinuxOptions }: SecurityContext) => seLinuxOptions?.type ?? ''
      const isBad = (context: SecurityContext) =>
        !SELINUX_TYPES.has(typeOf(context)) || Boolean(context.seLinuxOptions?.user || context.seLinuxOptions?.role)
      const contexts = [podContext(spec), ...allContainers(spec).map(containerContext)]
      const types = sortedDistinct(contexts.map(typeOf).filter(type => !SELINUX_TYPES.has(type)))
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
    detail: spec => {
      const who = offenders(spec, ({ seccompProfile }) => seccompProfile?.type === 'Unconfined')
      return who && `${who} must not set securityContext.seccompProfile.type to "Unconfined"`
    },
  },
  {
    since: 0,
    reason: 'forbidden sysctls',
    detail: spec =>
      (podContext(spec).sysctls ?? [])
        .map(sysctl => sysctl.name)
        .filter(name => !SAFE_SYSCTLS.has(name))
        .join(', '),
  },
  {
    since: 0,
    reason: 'hostProcess',
    detail: spec => {
      const who = offenders(spec, ({ windowsOptions }) => windowsOptions?.hostProcess === true)
      return who && `${who} must not set securityContext.windowsOptions.hostProcess=true`
    },
  },
]

function handlerHosts(container: Container): string[] {
  const { postStart, preStop } = (container.lifecycle ?? {}) as { readonly postStart?: Probe; readonly preStop?: Probe }
  const handlers = [container.livenessProbe, container.readinessProbe, container.startupProbe, postStart, preStop]
  return handlers.flatMap(handler => {
    const hosts = [handler?.httpGet?.host, handler?.tcpSocket?.host]
    return hosts.filter(
      host => typeof host === 'string' && host !== '' && host !== '127.0.0.1' && host !== '::1',
    ) as string[]
  })
}

export function mountComplaint(spec: PodSpec): string | false {
  const mountOf = (container: Container) => containerContext(container).procMount ?? 'Default'
  const bad = badContainers(spec, container => mountOf(container) !== 'Default')
  const mounts = sortedDistinct(allContainers(spec).map(mountOf)).filter(mount => mount !== 'Default')
  return bad.length > 0 && `${named('container', bad)} must not set securityContext.procMount to ${quoted(mounts)}`
}
