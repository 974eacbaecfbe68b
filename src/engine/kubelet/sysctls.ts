import type { Pod } from '../../k8s/pod'
import type { Refusal } from './admission'

/** Kernel settings that pods may set, as each has a value of its own in the namespace: of the network or of IPC. */
// Models pkg/kubelet/sysctl/safe_sysctls.go
const SAFE: ReadonlyMap<string, 'net' | 'ipc'> = new Map([
  ['kernel.shm_rmid_forced', 'ipc'],
  ['net.ipv4.ip_local_port_range', 'net'],
  ['net.ipv4.tcp_syncookies', 'net'],
  ['net.ipv4.ping_group_range', 'net'],
  ['net.ipv4.ip_unprivileged_port_start', 'net'],
  ['net.ipv4.ip_local_reserved_ports', 'net'],
  ['net.ipv4.tcp_keepalive_time', 'net'],
  ['net.ipv4.tcp_fin_timeout', 'net'],
  ['net.ipv4.tcp_keepalive_intvl', 'net'],
  ['net.ipv4.tcp_keepalive_probes', 'net'],
  ['net.ipv4.tcp_rmem', 'net'],
  ['net.ipv4.tcp_wmem', 'net'],
])

/** A pod may set only safe kernel settings, and none of a namespace that it shares with the machine. */
// Models pkg/kubelet/sysctl/allowlist.go Admit
export function refusedForSysctls({ spec }: Pod): Refusal | undefined {
  const { sysctls = [] } = (spec.securityContext ?? {}) as { readonly sysctls?: readonly { readonly name: string }[] }
  for (const { name } of sysctls) {
    const error = sysctlError(name.replaceAll('/', '.'), { net: spec.hostNetwork === true, ipc: spec.hostIPC === true })
    if (error !== undefined) return { reason: 'SysctlForbidden', message: `forbidden sysctl: ${error}` }
  }
  return undefined
}

function sysctlError(name: string, shared: Readonly<Record<'net' | 'ipc', boolean>>): string | undefined {
  const namespace = SAFE.get(name)
  if (namespace === undefined) return `"${name}" not allowlisted`
  return shared[namespace] ? `"${name}" not allowed with host ${namespace} enabled` : undefined
}
