import type { MachineSpec } from '../engine/machines'
import type { Taint } from '../k8s/node'
import { parseTaint } from '../k8s/taints'
import type { ScenarioNode } from './scenario'

const DEFAULT_CPU = '2'
const DEFAULT_MEMORY = '4Gi'
const DEFAULT_PODS = '110'

/** The machine that a scenario's node stands for: up and Ready from the first moment. */
export function machineOf(node: ScenarioNode): MachineSpec {
  return {
    name: node.name,
    labels: node.labels ?? {},
    taints: (node.taints ?? []).map(taintOf),
    cpu: node.cpu ?? DEFAULT_CPU,
    memory: node.memory ?? DEFAULT_MEMORY,
    pods: node.pods ?? DEFAULT_PODS,
    controlPlane: node.controlPlane ?? false,
    booted: true,
  }
}

/** `key=value:Effect` or `key:Effect`. Throws RangeError for anything else. */
export function taintOf(text: string): Taint {
  const taint = parseTaint(text)
  if (taint === undefined) throw new RangeError(`"${text}" is not a taint: write key=value:Effect`)
  return taint
}
