import type { HostPort } from './pod-requests'

const ANY_ADDRESS = '0.0.0.0'

/** The host ports in use on a node: address → `PROTOCOL/port` → how many hold it (more than one only in a what-if). */
// Models staging/src/k8s.io/kube-scheduler/framework/types.go HostPortInfo
export class HostPorts {
  private readonly byAddress = new Map<string, Map<string, number>>()

  add(port: HostPort): void {
    const ports = this.byAddress.get(port.hostIP) ?? new Map<string, number>()
    const key = portKey(port)
    ports.set(key, (ports.get(key) ?? 0) + 1)
    this.byAddress.set(port.hostIP, ports)
  }

  remove(port: HostPort): void {
    const ports = this.byAddress.get(port.hostIP)
    const key = portKey(port)
    const holders = ports?.get(key) ?? 0
    if (holders > 1) ports?.set(key, holders - 1)
    else ports?.delete(key)
    if (ports?.size === 0) this.byAddress.delete(port.hostIP)
  }

  /** Every address and the wildcard exclude each other; two different addresses do not. */
  isTaken(port: HostPort): boolean {
    const key = portKey(port)
    if (port.hostIP !== ANY_ADDRESS) {
      return this.byAddress.get(ANY_ADDRESS)?.has(key) === true || this.byAddress.get(port.hostIP)?.has(key) === true
    }
    for (const ports of this.byAddress.values()) if (ports.has(key)) return true
    return false
  }
}

function portKey({ protocol, port }: HostPort): string {
  return `${protocol}/${port}`
}
