import { describe, expect, it } from 'vitest'
import type { NewObject } from '../../k8s/object'
import type { Deployment, ReplicaSet } from '../../k8s/workload'
import { startDeploymentController } from './deployment/deployment-controller'
import { revisionOf } from './deployment/replica-sets'
import { startReplicaSetController } from './replicaset/replicaset-controller'
import { TestCluster } from './test-cluster'

function deployment(replicas: number, image: string, spec: Record<string, unknown> = {}): NewObject {
  const labels = { app: 'web' }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
    },
  }
}

function start(object: NewObject): TestCluster {
  const cluster = new TestCluster()
  startReplicaSetController(cluster.context('replicaset-controller'))
  startDeploymentController(cluster.context('deployment-controller'))
  cluster.client.create('deployments.apps', object)
  cluster.settle()
  return cluster
}

function change(cluster: TestCluster, spec: Record<string, unknown>): void {
  cluster.wait(1000)
  cluster.client.patch('deployments.apps', 'default', 'web', 'merge', { spec })
  cluster.settle()
}

const newImage = (image: string) => ({ template: { spec: { containers: [{ name: 'main', image }] } } })

/** `revision:wanted/ready`, oldest first. */
function replicaSets(cluster: TestCluster): string {
  const list = cluster.client.list('replicasets.apps') as ReplicaSet[]
  return list
    .toSorted((a, b) => revisionOf(a) - revisionOf(b))
    .map(set => `${revisionOf(set)}:${set.spec.replicas}/${set.status.readyReplicas ?? 0}`)
    .join(' ')
}

const statusOf = (cluster: TestCluster) => cluster.get<Deployment>('deployments.apps', 'web').status
const condition = (cluster: TestCluster, type: string) => {
  const found = statusOf(cluster).conditions?.find(candidate => candidate.type === type)
  return `${found?.status} ${found?.reason}`
}

describe('a new Deployment', () => {
  it('makes one ReplicaSet, which makes the pods', () => {
    const cluster = start(deployment(4, 'web:1'))
    expect(replicaSets(cluster)).toBe('1:4/0')
    expect(cluster.pods()).toHaveLength(4)
    expect(statusOf(cluster)).toMatchObject({
      replicas: 4,
      updatedReplicas: 4,
      unavailableReplicas: 4,
      terminatingReplicas: 0,
    })
    expect(condition(cluster, 'Available')).toBe('False MinimumReplicasUnavailable')
    const [set] = cluster.client.list('replicasets.apps')
    expect(cluster.events()).toContain(`ScalingReplicaSet: Scaled up replica set ${set?.metadata.name} from 0 to 4`)
  })

  it('is complete when all pods are ready', () => {
    const cluster = start(deployment(2, 'web:1'))
    cluster.run()
    expect(statusOf(cluster)).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    })
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable')
    expect(cluster.get('deployments.apps', 'web').metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '1',
    })
  })
})

describe('a rolling update', () => {
  it('surges by a quarter and keeps three quarters', () => {
    const cluster = start(deployment(4, 'web:1'))
    cluster.run()
    change(cluster, newImage('web:2'))
    expect(replicaSets(cluster)).toBe('1:3/3 2:2/0')
    cluster.confirm()
    cluster.run()
    cluster.confirm()
    cluster.run()
    cluster.confirm()
    cluster.run()
    expect(replicaSets(cluster)).toBe('1:0/0 2:4/4')
    expect(condition(cluster, 'Progressing')).toBe('True NewReplicaSetAvailable')
  })

  it('takes the old ReplicaSet again when the template goes back, under a new number', () => {
    const cluster = start(deployment(1, 'web:1'))
    cluster.run()
    change(cluster, newImage('web:2'))
    cluster.run()
    change(cluster, newImage('web:1'))
    expect(replicaSets(cluster)).toMatch(/^2:\d\/\d 3:1\/\d$/)
    const sets = cluster.client.list('replicasets.apps') as ReplicaSet[]
    const third = sets.find(set => revisionOf(set) === 3)
    expect(third?.metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision-history': '1' })
  })

  it('stops at pods that do not become ready, and says after the deadline that it is stuck', () => {
    const cluster = start(deployment(4, 'web:1'))
    cluster.run()
    change(cluster, newImage('web:2'))
    cluster.confirm()
    expect(replicaSets(cluster)).toBe('1:3/3 2:2/0')
    cluster.wait(590_000)
    expect(condition(cluster, 'Progressing')).toBe('True ReplicaSetUpdated')
    cluster.wait(20_000)
    expect(condition(cluster, 'Progressing')).toBe('False ProgressDeadlineExceeded')
  })

  it('keeps no more history than it should', () => {
    const cluster = start(deployment(1, 'web:1', { revisionHistoryLimit: 1 }))
    cluster.run()
    for (const image of ['web:2', 'web:3', 'web:4']) {
      change(cluster, newImage(image))
      cluster.run()
      cluster.confirm()
    }
    expect(replicaSets(cluster)).toBe('3:0/0 4:1/1')
  })
})

describe('Recreate', () => {
  it('makes no new pod before the last old one is gone', () => {
    const cluster = start(deployment(2, 'web:1', { strategy: { type: 'Recreate' } }))
    for (const pod of cluster.pods()) {
      const body = {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: pod.metadata,
        target: { kind: 'Node', name: 'worker-1' },
      }
      cluster.client.create('pods', body, { subresource: 'binding' })
    }
    cluster.client.list('pods').forEach(({ metadata }) => {
      cluster.client.patch('pods', 'default', metadata.name, 'merge', { spec: { terminationGracePeriodSeconds: 30 } })
    })
    cluster.run()
    change(cluster, newImage('web:2'))
    expect(replicaSets(cluster)).toBe('1:0/0')
    expect(statusOf(cluster)).toMatchObject({ terminatingReplicas: 2 })
    cluster.confirm()
    expect(replicaSets(cluster)).toBe('1:0/0 2:2/0')
  })

  it('writes nothing to a ReplicaSet that has its size', () => {
    const cluster = start(deployment(2, 'web:1'))
    const [before] = cluster.client.list('replicasets.apps')
    change(cluster, { strategy: { type: 'Recreate', rollingUpdate: null } })
    expect(cluster.client.list('replicasets.apps')).toEqual([before])
  })
})

describe('scaling', () => {
  it('up and down scales the only ReplicaSet', () => {
    const cluster = start(deployment(3, 'web:1'))
    cluster.run()
    change(cluster, { replicas: 6 })
    expect(replicaSets(cluster)).toBe('1:6/3')
    cluster.run()
    change(cluster, { replicas: 2 })
    cluster.confirm()
    expect(replicaSets(cluster)).toBe('1:2/2')
    expect(cluster.events()).toContainEqual(expect.stringMatching(/^ScalingReplicaSet: Scaled down .* from 6 to 2$/))
  })

  it('in the middle of a rollout is shared between the ReplicaSets', () => {
    const cluster = start(
      deployment(10, 'web:1', {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
      }),
    )
    cluster.run()
    change(cluster, newImage('web:2'))
    expect(replicaSets(cluster)).toBe('1:8/8 2:5/0')
    change(cluster, { replicas: 15 })
    expect(replicaSets(cluster)).toBe('1:11/8 2:7/0')
  })

  it('works while the Deployment is paused; a new template waits', () => {
    const cluster = start(deployment(1, 'web:1'))
    cluster.run()
    change(cluster, { paused: true, ...newImage('web:2') })
    change(cluster, { replicas: 2 })
    expect(replicaSets(cluster)).toBe('1:2/1')
    expect(condition(cluster, 'Progressing')).toBe('Unknown DeploymentPaused')
    change(cluster, { paused: false })
    expect(replicaSets(cluster)).toContain(' 2:')
  })
})
