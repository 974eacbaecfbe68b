import { hostPortsOf } from '../../../k8s/pod-requests'
import { type FilterPlugin, resolvable } from '../plugin'

const REJECTION = resolvable('NodePorts', "node(s) didn't have free ports for the requested pod ports")

// Models pkg/scheduler/framework/plugins/nodeports/node_ports.go Filter
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  prepare(pod) {
    const ports = hostPortsOf(pod)
    if (ports.length === 0) return 'skip'
    return { check: info => (ports.some(port => info.usedPorts.isTaken(port)) ? REJECTION : undefined) }
  },
}
