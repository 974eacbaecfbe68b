import { createEngine, type Engine } from '../../src/engine/index'
import type { NewObject } from '../../src/k8s/object'
import type { Container } from '../../src/k8s/pod'
import type { DaemonSetSpec } from '../../src/k8s/workload'

export const DAEMON_SETS = 'daemonsets.apps'

/** A cluster of nodes with room for 110 Pods each, node-0 and so on; the machines have booted, the nodes are not Ready yet. */
export function clusterOf(nodes: number): Engine {
  return createEngine({
    seed: 1,
    machines: Array.from({ length: nodes }, (_, i) => ({
      name: `node-${i}`,
      booted: true,
      cpu: '4',
      memory: '8Gi',
      pods: '110',
    })),
  })
}

/** A DaemonSet with one container of its own name; `container` and `spec` say what is not left to defaults. */
export function daemonSetNamed(
  name: string,
  container: Partial<Container> = {},
  spec: Partial<DaemonSetSpec> = {},
): NewObject {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name, image: `registry.example/${name}:v1`, ...container }] },
      },
      ...spec,
    },
  }
}
