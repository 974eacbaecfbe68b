import { expect, it } from 'vitest'
import { KUBERNETES_VERSIONS } from '../version-behaviour'
import { behaviourOf } from './index'
import { VersionedCluster } from './test-cluster'

it.each(KUBERNETES_VERSIONS)('%s: the server and its nodes say which version they are', version => {
  const { gitVersion } = behaviourOf(version)
  expect(gitVersion).toMatch(new RegExp(`^v${version.replace('.', '\\.')}\\.\\d+$`))
  const cluster = new VersionedCluster(version)
  expect(cluster.engine.behaviour).toBe(behaviourOf(version))
  expect(cluster.node('w1').status?.nodeInfo?.kubeletVersion).toBe(gitVersion)
})

it.each(KUBERNETES_VERSIONS)('%s: a DaemonSet comes to every node, and a new image too', version => {
  const cluster = new VersionedCluster(version)
  cluster.apply()
  cluster.act('run')
  expect(cluster.daemonPods).toEqual(['w1 ready', 'w2 ready', 'w3 ready'])
  cluster.setImage('registry.example/agent:2')
  for (let round = 0; round < 3; round++) {
    cluster.act('confirm')
    cluster.act('run')
  }
  expect(cluster.daemonPods).toEqual(['w1 ready', 'w2 ready', 'w3 ready'])
  expect(cluster.daemonSet.status.updatedNumberScheduled).toBe(3)
})
