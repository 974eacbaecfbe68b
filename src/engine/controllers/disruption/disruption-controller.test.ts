import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../../k8s/object'
import { controllerReference } from '../../runtime/claim-pods'
import { TestCluster } from '../test-cluster'
import { startDisruptionController } from './disruption-controller'

const SELECTOR = { matchLabels: { app: 'web' } }

function start(
  spec: Readonly<Record<string, unknown>>,
  owner: { kind: string; resource: string; spec: object },
): TestCluster {
  const cluster = new TestCluster()
  const workload = cluster.client.create(owner.resource, {
    apiVersion: 'apps/v1',
    kind: owner.kind,
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: SELECTOR,
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'web:1' }] } },
      ...owner.spec,
    },
  })
  for (const name of ['a', 'b', 'c']) addPod(cluster, name, workload)
  startDisruptionController(cluster.context('disruption-controller'))
  cluster.client.create('poddisruptionbudgets.policy', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: SELECTOR, ...spec },
  })
  cluster.settle()
  return cluster
}

function addPod(cluster: TestCluster, name: string, workload: KubeObject): void {
  cluster.addPod(name, {}, { labels: { app: 'web' }, ownerReferences: [controllerReference(workload)] })
}

const REPLICA_SET = { kind: 'ReplicaSet', resource: 'replicasets.apps', spec: { replicas: 3 } }
const DAEMON_SET = {
  kind: 'DaemonSet',
  resource: 'daemonsets.apps',
  spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } },
}
const status = (cluster: TestCluster) => cluster.get('poddisruptionbudgets.policy', 'web').status

describe('a budget', () => {
  it('with minAvailable allows what is healthy beyond it', () => {
    const cluster = start({ minAvailable: 2 }, REPLICA_SET)
    expect(status(cluster)).toMatchObject({
      currentHealthy: 0,
      desiredHealthy: 2,
      disruptionsAllowed: 0,
      expectedPods: 3,
    })
    cluster.run()
    expect(status(cluster)).toMatchObject({
      currentHealthy: 3,
      disruptionsAllowed: 1,
      conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }],
    })
  })

  it('with a share counts what the workload wants, rounded up', () => {
    const cluster = start({ maxUnavailable: '50%' }, REPLICA_SET)
    cluster.run()
    expect(status(cluster)).toMatchObject({ desiredHealthy: 1, disruptionsAllowed: 2, expectedPods: 3 })
  })

  it('with a share cannot count the pods of a DaemonSet, and then allows nothing', () => {
    const cluster = start({ maxUnavailable: 1 }, DAEMON_SET)
    cluster.run()
    expect(status(cluster)).toMatchObject({ disruptionsAllowed: 0, conditions: [{ reason: 'SyncFailed' }] })
    expect(cluster.events()).toContainEqual(
      'CalculateExpectedPodCountFailed: Failed to calculate the number of expected pods: daemonsets.apps does not implement the scale subresource',
    )
  })

  it('with a share warns of pods that nobody manages', () => {
    const cluster = start({ maxUnavailable: 1 }, REPLICA_SET)
    cluster.addPod('lone', {}, { labels: { app: 'web' } })
    cluster.run()
    const selector =
      '&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}'
    expect(cluster.events().join('\n')).toContain(
      `UnmanagedPods: Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged.`,
    )
  })
})
