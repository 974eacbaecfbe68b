import { describe, expect, it } from 'vitest'
import { JOB_TRACKING_FINALIZER, type Job } from '../../k8s/batch'
import type { NewObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { toTimestamp } from '../../k8s/time'
import { startGarbageCollector } from './garbage-collector/garbage-collector'
import { startJobController } from './job/job-controller'
import { TestCluster } from './test-cluster'
import { startTtlAfterFinishedController } from './ttl-after-finished/ttl-after-finished-controller'

function newJob(spec: Readonly<Record<string, unknown>> = {}, pod: Readonly<Record<string, unknown>> = {}): NewObject {
  const containers = [{ name: 'main', image: 'work:1' }]
  const template = { spec: { containers, restartPolicy: 'Never', nodeName: 'a', ...pod } }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'work', namespace: 'default' },
    spec: { template, ...spec },
  }
}

function start(spec: Readonly<Record<string, unknown>> = {}, pod: Readonly<Record<string, unknown>> = {}): TestCluster {
  const cluster = new TestCluster()
  startGarbageCollector(cluster.context('garbage-collector'))
  startJobController(cluster.context('job-controller'))
  startTtlAfterFinishedController(cluster.context('ttl-after-finished-controller'))
  cluster.client.create('jobs.batch', newJob(spec, pod))
  cluster.settle()
  return cluster
}

const jobOf = (cluster: TestCluster) => cluster.get<Job>('jobs.batch', 'work', 'default')
const statusOf = (cluster: TestCluster) => jobOf(cluster).status
const change = (cluster: TestCluster, spec: Readonly<Record<string, unknown>>) => {
  cluster.client.patch('jobs.batch', 'default', 'work', 'merge', { spec })
  cluster.settle()
}
const active = (cluster: TestCluster) => cluster.pods().filter(pod => pod.status.phase === 'Pending')
const trues = (cluster: TestCluster) =>
  (statusOf(cluster).conditions ?? []).filter(({ status }) => status === 'True').map(({ type }) => type)

/** Plays the kubelet: the pods come to their end. */
function end(
  cluster: TestCluster,
  phase: 'Succeeded' | 'Failed',
  pods: readonly Pod[] = active(cluster),
  exitCode = 1,
) {
  for (const { metadata } of pods) {
    const finishedAt = toTimestamp(cluster.kernel.now)
    const terminated = { exitCode: phase === 'Failed' ? exitCode : 0, startedAt: finishedAt, finishedAt }
    const state = { terminated }
    const containerStatuses = [{ name: 'main', image: 'work:1', imageID: '', ready: false, restartCount: 0, state }]
    const status = { phase, containerStatuses }
    cluster.client.patch('pods', metadata.namespace, metadata.name, 'merge', { status }, { subresource: 'status' })
  }
  cluster.settle()
}

describe('a Job', () => {
  it('runs as many pods at once as it may, until enough have succeeded', () => {
    const cluster = start({ completions: 3, parallelism: 2 })
    expect(active(cluster)).toHaveLength(2)
    expect(cluster.pods()[0]?.metadata.finalizers).toEqual([JOB_TRACKING_FINALIZER])
    expect(statusOf(cluster)).toMatchObject({ active: 2, ready: 0, terminating: 0, uncountedTerminatedPods: {} })
    end(cluster, 'Succeeded')
    expect(active(cluster)).toHaveLength(1)
    expect(statusOf(cluster)).toMatchObject({ active: 1, succeeded: 2 })
    end(cluster, 'Succeeded')
    expect(trues(cluster)).toEqual(['SuccessCriteriaMet', 'Complete'])
    expect(statusOf(cluster)).toMatchObject({ succeeded: 3, uncountedTerminatedPods: {} })
    expect(statusOf(cluster).active).toBeUndefined()
    expect(statusOf(cluster).completionTime).toBeDefined()
    expect(cluster.pods().flatMap(pod => pod.metadata.finalizers ?? [])).toEqual([])
    expect(cluster.events().at(-1)).toBe('Completed: Job completed')
  })

  it('without a number of completions is done when one pod has succeeded and none is left', () => {
    const cluster = start({ parallelism: 2 })
    end(cluster, 'Succeeded', active(cluster).slice(0, 1))
    expect(active(cluster)).toHaveLength(1)
    expect(trues(cluster)).toEqual([])
    end(cluster, 'Failed')
    expect(trues(cluster)).toEqual(['SuccessCriteriaMet', 'Complete'])
  })

  it('waits 10 s, 20 s, 40 s after failures, and gives up beyond its limit', () => {
    const cluster = start({ backoffLimit: 3 })
    const waited: number[] = []
    for (let failures = 1; failures <= 3; failures++) {
      end(cluster, 'Failed')
      const since = cluster.kernel.now
      while (active(cluster).length === 0) cluster.wait(1_000)
      waited.push(Math.round((cluster.kernel.now - since) / 10_000) * 10)
    }
    expect(waited).toEqual([10, 20, 40])
    end(cluster, 'Failed')
    expect(trues(cluster)).toEqual(['FailureTarget', 'Failed'])
    expect(statusOf(cluster)).toMatchObject({ failed: 4 })
    expect(cluster.events().at(-1)).toBe('BackoffLimitExceeded: Job has reached the specified backoff limit')
  })

  it('replaces a pod that is deleted, and counts it as failed', () => {
    const cluster = start({ completions: 1 })
    const [pod] = cluster.pods()
    cluster.client.delete('pods', 'default', pod?.metadata.name ?? '')
    cluster.wait(15_000)
    expect(active(cluster).length).toBeGreaterThan(0)
    expect(statusOf(cluster)).toMatchObject({ failed: 1, active: 1, terminating: 1 })
  })

  it('makes a new pod only when the old one has come to its end, if it says so', () => {
    const cluster = start({ completions: 1, podReplacementPolicy: 'Failed' })
    const [pod] = cluster.pods()
    cluster.client.delete('pods', 'default', pod?.metadata.name ?? '')
    cluster.wait(15_000)
    expect(cluster.pods()).toHaveLength(1)
    expect(statusOf(cluster)).toMatchObject({ terminating: 1 })
    end(cluster, 'Failed')
    cluster.wait(15_000)
    expect(active(cluster)).toHaveLength(1)
  })

  it('has no pods while it is suspended, and begins anew when it is resumed', () => {
    const cluster = start({ suspend: true })
    expect(cluster.pods()).toEqual([])
    expect(statusOf(cluster).startTime).toBeUndefined()
    change(cluster, { suspend: false })
    expect(active(cluster)).toHaveLength(1)
    change(cluster, { suspend: true })
    cluster.confirm()
    cluster.wait(2_000)
    expect(cluster.pods()).toEqual([])
    expect(statusOf(cluster).startTime).toBeUndefined()
    expect(statusOf(cluster).failed).toBeUndefined()
    expect(cluster.events().filter(event => /^(Suspended|Resumed)/.test(event))).toEqual([
      'Suspended: Job suspended',
      'Resumed: Job resumed',
    ])
  })

  it('ends at its deadline, when its pods have stopped', () => {
    const cluster = start({ activeDeadlineSeconds: 30 })
    cluster.wait(31_000)
    expect(trues(cluster)).toEqual(['FailureTarget'])
    cluster.confirm()
    cluster.wait(2_000)
    expect(trues(cluster)).toEqual(['FailureTarget', 'Failed'])
    expect(statusOf(cluster)).toMatchObject({ failed: 1 })
  })

  it('deletes what is too much when its parallelism shrinks, without counting it', () => {
    const cluster = start({ parallelism: 3 })
    change(cluster, { parallelism: 1 })
    cluster.confirm()
    cluster.wait(2_000)
    expect(cluster.pods()).toHaveLength(1)
    expect(statusOf(cluster)).toMatchObject({ active: 1 })
    expect(statusOf(cluster).failed).toBeUndefined()
  })

  it('takes its pods with it when it is deleted, finalizers or not', () => {
    const cluster = start({ parallelism: 2 })
    cluster.client.delete('jobs.batch', 'default', 'work', { propagationPolicy: 'Background' })
    cluster.settle()
    cluster.confirm()
    expect(cluster.pods()).toEqual([])
    const again = start({ parallelism: 2 })
    again.client.delete('jobs.batch', 'default', 'work', { propagationPolicy: 'Foreground' })
    again.settle()
    again.confirm()
    again.wait(2_000)
    expect(again.pods()).toEqual([])
    expect(again.exists('jobs.batch', 'work', 'default')).toBe(false)
  })

  it('leaves its pods without a finalizer when it is deleted as orphaning', () => {
    const cluster = start()
    cluster.client.delete('jobs.batch', 'default', 'work', { propagationPolicy: 'Orphan' })
    cluster.settle()
    cluster.wait(2_000)
    expect(cluster.pods().map(({ metadata }) => [metadata.ownerReferences, metadata.finalizers])).toEqual([
      [undefined, undefined],
    ])
  })

  it('goes when it has been over for as long as it says', () => {
    const cluster = start({ ttlSecondsAfterFinished: 60 })
    end(cluster, 'Succeeded')
    cluster.wait(50_000)
    expect(cluster.exists('jobs.batch', 'work', 'default')).toBe(true)
    cluster.wait(15_000)
    expect(cluster.exists('jobs.batch', 'work', 'default')).toBe(false)
    expect(cluster.pods()).toEqual([])
  })

  it('is left alone when somebody else manages it', () => {
    const cluster = start({ managedBy: 'example.com/queue' })
    expect(cluster.pods()).toEqual([])
    expect(statusOf(cluster)).toEqual({})
  })

  it('fails at once for an exit code that its policy names, and forgets those that it ignores', () => {
    const rules = [
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } },
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    ]
    const cluster = start({ podFailurePolicy: { rules } })
    const [pod] = cluster.pods()
    end(cluster, 'Failed', active(cluster), 42)
    expect(trues(cluster)).toEqual(['FailureTarget', 'Failed'])
    expect(statusOf(cluster).conditions?.at(-1)?.message).toBe(
      `Container main for pod default/${pod?.metadata.name} failed with exit code 42 matching FailJob rule at index 0`,
    )
  })
})

describe('an Indexed Job', () => {
  const INDEXED = { completions: 3, parallelism: 3, completionMode: 'Indexed' }
  const named = (cluster: TestCluster, index: number) =>
    active(cluster).filter(pod => pod.metadata.name.startsWith(`work-${index}-`))

  it('has one pod for each index, and says which are done', () => {
    const cluster = start(INDEXED)
    const [pod] = named(cluster, 1)
    expect(pod?.spec.hostname).toBe('work-1')
    expect(pod?.metadata.labels).toMatchObject({ 'batch.kubernetes.io/job-completion-index': '1' })
    end(cluster, 'Succeeded', [...named(cluster, 0), ...named(cluster, 2)])
    expect(statusOf(cluster)).toMatchObject({ completedIndexes: '0,2', succeeded: 2, active: 1 })
    end(cluster, 'Failed')
    cluster.wait(12_000)
    expect(named(cluster, 1)).toHaveLength(1)
    end(cluster, 'Succeeded')
    expect(statusOf(cluster)).toMatchObject({ completedIndexes: '0-2', succeeded: 3, failed: 1 })
    expect(trues(cluster)).toEqual(['SuccessCriteriaMet', 'Complete'])
  })

  it('counts failures by index when it is told to', () => {
    const cluster = start({ ...INDEXED, backoffLimitPerIndex: 1 })
    end(cluster, 'Failed', named(cluster, 0))
    cluster.wait(12_000)
    expect(named(cluster, 0)[0]?.metadata.annotations).toMatchObject({
      'batch.kubernetes.io/job-index-failure-count': '1',
    })
    end(cluster, 'Failed', named(cluster, 0))
    expect(statusOf(cluster)).toMatchObject({ failedIndexes: '0', failed: 2 })
    end(cluster, 'Succeeded')
    expect(trues(cluster)).toEqual(['FailureTarget', 'Failed'])
    expect(cluster.events().at(-1)).toBe('FailedIndexes: Job has failed indexes')
  })

  it('may be a success before all indexes are', () => {
    const cluster = start({ ...INDEXED, successPolicy: { rules: [{ succeededIndexes: '1-2', succeededCount: 1 }] } })
    end(cluster, 'Succeeded', named(cluster, 2))
    cluster.confirm()
    cluster.wait(2_000)
    expect(trues(cluster)).toEqual(['SuccessCriteriaMet', 'Complete'])
    expect(statusOf(cluster).conditions?.[0]).toMatchObject({
      reason: 'SuccessPolicy',
      message: 'Matched rules at index 0',
    })
  })
})
