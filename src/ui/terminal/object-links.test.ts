import { expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/object'
import { loadCluster, useCluster } from '../../state/cluster'
import { objectLinks } from './object-links'

const object = (kind: string, name: string, namespace?: string) =>
  ({
    apiVersion: 'v1',
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: {},
    status: {},
  }) as unknown as KubeObject

it('finds names of Nodes, Pods and DaemonSets, also behind their kind, and no others', () => {
  loadCluster(
    [object('Node', 'worker-1'), object('Pod', 'agent-x1', 'kube-system'), object('DaemonSet', 'agent', 'default')],
    [],
    [],
  )
  const found = (line: string) =>
    objectLinks(line, useCluster.getState()).map(({ start, end, object: { kind, key } }) => [
      line.slice(start, end),
      kind,
      key,
    ])
  expect(found('agent-x1   1/1   Running   0   10.244.1.5   worker-1')).toEqual([
    ['agent-x1', 'Pod', 'kube-system/agent-x1'],
    ['worker-1', 'Node', 'worker-1'],
  ])
  expect(found('daemonset.apps/agent created')).toEqual([['daemonset.apps/agent', 'DaemonSet', 'default/agent']])
  expect(found('pod/agent deleted, node/worker-11')).toEqual([])
})
