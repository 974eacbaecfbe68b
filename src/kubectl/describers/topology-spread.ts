import type { TopologySpreadConstraint } from '../../k8s/pod'
import { formatLabelSelector } from '../printers/format-labels'
import type { DescribeWriter } from './describe-writer'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeTopologySpreadConstraints
export function describeTopologySpread(
  w: DescribeWriter,
  constraints: readonly TopologySpreadConstraint[],
  indent: string,
): void {
  if (constraints.length === 0) return
  const sorted = [...constraints].sort((a, b) => (a.topologyKey < b.topologyKey ? -1 : 1))
  sorted.forEach(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, index) => {
    const selector = labelSelector === undefined ? '' : `selector ${formatLabelSelector(labelSelector)}`
    const text = `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector === '' ? '' : ` for ${selector}`}`
    w.line(0, `${index === 0 ? `${indent}Topology Spread Constraints:` : indent}\t${text}`)
  })
}
