import { describe, expect, it } from 'vitest'
import type { Fields } from '../../base/fields'
import type { CronJob, Job } from '../../k8s/batch'
import type { KubeObject } from '../../k8s/object'
import { startCronJobController } from './cronjob/cronjob-controller'
import { TestCluster } from './test-cluster'

const MINUTE = 60_000
const CRON_JOBS = 'cronjobs.batch'

/** A cluster whose clock stands 30 s before a full minute. */
function start(spec: Fields = {}): TestCluster {
  const cluster = new TestCluster()
  startCronJobController(cluster.context('cronjob-controller'))
  cluster.wait(MINUTE / 2)
  const template = { spec: { containers: [{ name: 'main', image: 'work:1' }], restartPolicy: 'Never' } }
  const jobTemplate = { metadata: { labels: { app: 'tick' } }, spec: { template } }
  cluster.client.create(CRON_JOBS, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'tick', namespace: 'default' },
    spec: { schedule: '* * * * *', jobTemplate, ...spec },
  })
  cluster.settle()
  return cluster
}

const jobs = (cluster: TestCluster) => cluster.client.list('jobs.batch') as readonly KubeObject[] as readonly Job[]
const names = (cluster: TestCluster) => jobs(cluster).map(job => job.metadata.name)
const statusOf = (cluster: TestCluster) => cluster.get<CronJob>(CRON_JOBS, 'tick', 'default').status

/** Plays the Job controller: all Jobs come to their end. */
function end(cluster: TestCluster, type: 'Complete' | 'Failed' = 'Complete'): void {
  for (const { metadata, status } of jobs(cluster)) {
    if (status.conditions !== undefined) continue
    const time = '2026-01-01T00:05:00Z'
    const body = { startTime: metadata.creationTimestamp, conditions: [{ type, status: 'True' }], completionTime: time }
    cluster.client.patch('jobs.batch', 'default', metadata.name, 'merge', { status: body }, { subresource: 'status' })
  }
  cluster.settle()
}

describe('a CronJob', () => {
  it('starts a Job each time that it is due, named after the minute', () => {
    const cluster = start()
    expect(names(cluster)).toEqual([])
    cluster.wait(MINUTE)
    expect(names(cluster)).toEqual(['tick-29453761'])
    expect(jobs(cluster)[0]?.metadata).toMatchObject({
      labels: { app: 'tick' },
      annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T00:01:00Z' },
      ownerReferences: [{ kind: 'CronJob', name: 'tick', controller: true }],
    })
    expect(statusOf(cluster)).toMatchObject({
      active: [{ kind: 'Job', name: 'tick-29453761' }],
      lastScheduleTime: '2026-01-01T00:01:00Z',
    })
    cluster.wait(2 * MINUTE)
    expect(names(cluster)).toEqual(['tick-29453761', 'tick-29453762', 'tick-29453763'])
  })

  it('keeps the latest Jobs that have ended, and forgets that they are active', () => {
    const cluster = start({ successfulJobsHistoryLimit: 1 })
    for (let minute = 1; minute <= 3; minute++) {
      cluster.wait(MINUTE)
      end(cluster)
    }
    expect(names(cluster)).toEqual(['tick-29453763'])
    expect(statusOf(cluster)).toEqual({
      lastScheduleTime: '2026-01-01T00:03:00Z',
      lastSuccessfulTime: '2026-01-01T00:05:00Z',
    })
    expect(cluster.events()).toContain('SawCompletedJob: Saw completed job: tick-29453763, condition: Complete')
    expect(cluster.events()).toContain('SuccessfulDelete: Deleted job tick-29453762')
  })

  it('waits for the Job before, or takes its place, as it is told', () => {
    const waiting = start({ concurrencyPolicy: 'Forbid' })
    waiting.wait(3 * MINUTE)
    expect(names(waiting)).toEqual(['tick-29453761'])
    expect(waiting.events()).toContain(
      'JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid',
    )
    const replacing = start({ concurrencyPolicy: 'Replace' })
    replacing.wait(3 * MINUTE)
    expect(names(replacing)).toEqual(['tick-29453763'])
  })

  it('starts nothing while it is suspended, and no more than the last one afterwards', () => {
    const cluster = start({ suspend: true })
    cluster.wait(3 * MINUTE)
    expect(names(cluster)).toEqual([])
    cluster.client.patch(CRON_JOBS, 'default', 'tick', 'merge', { spec: { suspend: false } })
    cluster.settle()
    expect(names(cluster)).toEqual(['tick-29453763'])
  })

  it('does not start what is too late', () => {
    const cluster = start({ suspend: true, startingDeadlineSeconds: 10 })
    cluster.wait(3 * MINUTE)
    cluster.client.patch(CRON_JOBS, 'default', 'tick', 'merge', { spec: { suspend: false } })
    cluster.settle()
    expect(names(cluster)).toEqual([])
    cluster.wait(MINUTE)
    expect(names(cluster)).toEqual(['tick-29453764'])
  })

  it('goes by the clock of its time zone', () => {
    const cluster = start({ schedule: '2 1 * * *', timeZone: 'Europe/Berlin' })
    cluster.wait(3 * MINUTE)
    expect(jobs(cluster)[0]?.metadata.annotations).toMatchObject({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T01:02:00+01:00',
    })
  })

  it('notices a Job that is gone, and one that somebody else has made for it', () => {
    const cluster = start()
    cluster.wait(MINUTE)
    const [job] = jobs(cluster)
    cluster.client.delete('jobs.batch', 'default', 'tick-29453761', { propagationPolicy: 'Background' })
    cluster.settle()
    expect(cluster.events().at(-1)).toBe('MissingJob: Active job went missing: tick-29453761')
    const { ownerReferences } = job?.metadata ?? {}
    const metadata = { name: 'manual', namespace: 'default', ...(ownerReferences ? { ownerReferences } : {}) }
    const { template } = job?.spec ?? {}
    cluster.client.create('jobs.batch', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: { template: { spec: template?.spec } },
    })
    cluster.settle()
    expect(cluster.events().at(-1)).toBe(
      'UnexpectedJob: Saw a job that the controller did not create or forgot: manual',
    )
  })

  it('says so when its schedule is never due', () => {
    expect(start({ schedule: '0 0 31 2 *' }).events()).toEqual([
      'InvalidSchedule: invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second',
    ])
  })
})
