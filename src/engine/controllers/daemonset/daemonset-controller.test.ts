import { describe, expect, it } from 'vitest'
import { toTimestamp } from '../../../k8s/time'
import type { DaemonSet } from '../../../k8s/workload'
import { TestCluster } from '../test-cluster'
import { startDaemonSetController } from './daemonset-controller'
import { targetNodeName } from './node-facts'

const manifest = (image: string, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'main', image }] } },
    ...spec,
  },
})

/** A cluster with the controller; the test binds and runs pods, and confirms deletions. */
class DaemonCluster extends TestCluster {
  readonly controller = startDaemonSetController(this.context('daemonset-controller'))

  addNodes(...names: string[]): void {
    for (const name of names) {
      const conditions = [{ type: 'Ready', status: 'True' }]
      this.client.create('nodes', {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name },
        spec: {},
        status: { conditions },
      })
    }
    this.settle()
  }

  apply(image: string, spec: object = {}): void {
    if (this.exists('daemonsets.apps', 'agent', 'default')) {
      this.client.patch('daemonsets.apps', 'default', 'agent', 'merge', manifest(image, spec))
    } else {
      this.client.create('daemonsets.apps', manifest(image, spec))
    }
    this.settle()
  }

  bind(): void {
    for (const pod of this.pods()) {
      const node = targetNodeName(pod)
      if (pod.spec.nodeName || node === undefined) continue
      const { namespace, name } = pod.metadata
      const binding = {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name, namespace },
        target: { kind: 'Node', name: node },
      }
      this.client.create('pods', binding as never, { subresource: 'binding' })
    }
    this.settle()
  }

  start(): void {
    this.wait(1000)
    this.bind()
    this.run(this.pods().filter(pod => pod.metadata.deletionTimestamp === undefined))
    this.settle()
  }

  status() {
    return this.get<DaemonSet>('daemonsets.apps', 'agent', 'default').status
  }

  images(): string[] {
    return this.pods()
      .map(
        pod =>
          `${targetNodeName(pod)} ${pod.spec.containers[0]?.image}${pod.metadata.deletionTimestamp ? ' terminating' : ''}`,
      )
      .sort()
  }
}

function running(image = 'agent:1', spec: object = {}): DaemonCluster {
  const cluster = new DaemonCluster()
  cluster.addNodes('n1', 'n2', 'n3')
  cluster.apply(image, spec)
  cluster.start()
  return cluster
}

describe('the DaemonSet controller', () => {
  it('makes a pod for each node, pinned to it, and counts', () => {
    const cluster = running()
    expect(cluster.images()).toEqual(['n1 agent:1', 'n2 agent:1', 'n3 agent:1'])
    expect(cluster.status()).toEqual({
      currentNumberScheduled: 3,
      desiredNumberScheduled: 3,
      numberMisscheduled: 0,
      numberReady: 3,
      numberAvailable: 3,
      updatedNumberScheduled: 3,
      observedGeneration: 1,
    })
  })

  it('rolls one node at a time by default', () => {
    const cluster = running()
    cluster.apply('agent:2')
    const terminating = () => cluster.images().filter(text => text.endsWith('terminating'))
    expect(terminating()).toHaveLength(1)
    for (let step = 1; step <= 3; step++) {
      cluster.confirm()
      expect(terminating()).toHaveLength(0)
      expect(cluster.images().filter(text => text.includes('agent:2'))).toHaveLength(step)
      cluster.start()
    }
    expect(cluster.status()).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3, observedGeneration: 2 })
  })

  it('with surge a new pod is available before the old one goes', () => {
    const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 }
    const cluster = running('agent:1', { updateStrategy: { type: 'RollingUpdate', rollingUpdate } })
    cluster.apply('agent:2')
    expect(cluster.images()).toHaveLength(4)
    expect(cluster.images().filter(text => text.endsWith('terminating'))).toHaveLength(0)
    cluster.start()
    expect(cluster.images().filter(text => text.endsWith('terminating'))).toHaveLength(1)
  })

  it('OnDelete leaves the pods alone, but keeps the revision', () => {
    const cluster = running('agent:1', { updateStrategy: { type: 'OnDelete' } })
    cluster.apply('agent:2')
    expect(cluster.images()).toEqual(['n1 agent:1', 'n2 agent:1', 'n3 agent:1'])
    expect(cluster.client.list('controllerrevisions.apps').map(({ revision }) => revision)).toEqual([2, 1])
  })

  it('going back to an old template renumbers its revision', () => {
    const cluster = running()
    cluster.apply('agent:2')
    cluster.apply('agent:1')
    expect(
      cluster.client
        .list('controllerrevisions.apps')
        .map(({ revision }) => revision)
        .sort(),
    ).toEqual([2, 3])
  })

  it('a new node gets a pod, one that no longer matches loses it', () => {
    const cluster = running()
    cluster.addNodes('n4')
    expect(cluster.images()).toContain('n4 agent:1')
    const taints = [{ key: 'out', effect: 'NoExecute' }]
    cluster.client.patch('nodes', undefined, 'n1', 'merge', { spec: { taints } })
    cluster.settle()
    expect(cluster.images()).toContain('n1 agent:1 terminating')
  })

  it('a NoSchedule taint under a running pod is not counted until something else happens', () => {
    const cluster = running()
    const taints = [{ key: 'full', effect: 'NoSchedule' }]
    cluster.client.patch('nodes', undefined, 'n1', 'merge', { spec: { taints } })
    cluster.settle()
    expect(cluster.status().numberMisscheduled).toBe(0)
    cluster.client.patch('daemonsets.apps', 'default', 'agent', 'merge', { metadata: { labels: { touched: 'yes' } } })
    cluster.settle()
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 1 })
  })

  it('failed pods are replaced at once, then after 1 s, 2 s, …', () => {
    const cluster = running()
    const failOnN1 = () => {
      const pod = cluster.pods().find(candidate => targetNodeName(candidate) === 'n1')
      cluster.client.patch(
        'pods',
        'default',
        pod?.metadata.name ?? '',
        'merge',
        { status: { phase: 'Failed' } },
        { subresource: 'status' },
      )
      cluster.settle()
      cluster.confirm()
      return pod?.metadata.name
    }
    const isThere = (name: string | undefined) => cluster.pods().some(pod => pod.metadata.name === name)
    expect(isThere(failOnN1())).toBe(false)
    const second = failOnN1()
    expect(isThere(second)).toBe(true)
    cluster.wait(1000)
    cluster.confirm()
    expect(isThere(second)).toBe(false)
  })

  it('adopts orphans that its selector matches, and replaces none that the generation label vouches for', () => {
    const cluster = running()
    const names = cluster.pods().map(pod => pod.metadata.name)
    cluster.client.delete('daemonsets.apps', 'default', 'agent', { propagationPolicy: 'Orphan' })
    for (const name of names)
      cluster.client.patch('pods', 'default', name, 'merge', { metadata: { ownerReferences: null } })
    cluster.client.patch('daemonsets.apps', 'default', 'agent', 'merge', { metadata: { finalizers: null } })
    cluster.settle()
    cluster.apply('agent:1')
    expect(cluster.pods().map(pod => pod.metadata.name)).toEqual(names)
    expect(cluster.status().numberReady).toBe(3)
  })

  it('minReadySeconds makes a pod available only after it has been ready for so long', () => {
    const cluster = running('agent:1', { minReadySeconds: 30 })
    expect(cluster.status()).toMatchObject({ numberReady: 3, numberUnavailable: 3 })
    cluster.wait(31_000)
    expect(cluster.status()).toMatchObject({ numberReady: 3, numberAvailable: 3 })
  })

  it('every pod that is made or deleted has its reason in the change', () => {
    const cluster = new DaemonCluster()
    const reasons = new Set<string>()
    cluster.store.onChange(change => {
      if (change.added.some(({ kind }) => kind === 'Pod') && change.because !== undefined) reasons.add(change.because)
    })
    cluster.addNodes('n1')
    cluster.apply('agent:1')
    expect([...reasons]).toEqual(['n1 should run a pod and has none'])
    expect(cluster.pods()[0]?.metadata.creationTimestamp).toBe(toTimestamp(0))
  })
})
