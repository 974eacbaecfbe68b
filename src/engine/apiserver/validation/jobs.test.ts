import { describe, expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import { refusal, startServer } from '../test-server'

const POD = { containers: [{ name: 'c', image: 'c' }], restartPolicy: 'Never' }

function jobOf(spec: Fields, pod: Fields = {}) {
  const template = { spec: { ...POD, ...pod } }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'work', namespace: 'default' },
    spec: { template, ...spec },
  }
}

/** What the server says of a new Job, without its uid. */
function complaints(spec: Fields, pod: Fields = {}): readonly string[] {
  const { client } = startServer()
  const text = refusal(() => client.create('jobs.batch', jobOf(spec, pod)))
  return text.replace(/[0-9a-f-]{36}/g, 'UID').split(/, (?=spec\.)|is invalid: \[|\]$/)
}

// What the real server said.
describe('a new Job is refused', () => {
  it('when its policies do not go together', () => {
    const rules = [
      { action: 'FailIndex', onExitCodes: { operator: 'In', values: [0, 3, 2, 3], containerName: 'z' } },
      { action: 'Count' },
    ]
    const successPolicy = { rules: [{ succeededIndexes: '0-8', succeededCount: 9 }, { succeededIndexes: '1,1' }] }
    const spec = { completionMode: 'Indexed', completions: 3, podFailurePolicy: { rules }, successPolicy }
    const at = 'spec.podFailurePolicy.rules'
    const success = 'spec.successPolicy.rules'
    expect(complaints(spec, { restartPolicy: 'OnFailure' })).toEqual(
      expect.arrayContaining([
        `${at}[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set`,
        `${at}[0].onExitCodes.values[3]: Duplicate value: 3`,
        `${at}[0].onExitCodes.values: Invalid value: [0,3,2,3]: must be ordered`,
        `${at}[1]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required`,
        `${success}[0].succeededIndexes: Invalid value: "0-8": error parsing succeededIndexes: too large index: "8"`,
        `${success}[1].succeededIndexes: Invalid value: "1,1": error parsing succeededIndexes: non-increasing order, previous: 1, current: 1`,
        'spec.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified',
      ]),
    )
  })

  it('once when its name is too long for the labels that follow from it', () => {
    const { client } = startServer()
    const name = 'a'.repeat(73)
    const job = jobOf({})
    const text = refusal(() => client.create('jobs.batch', { ...job, metadata: { ...job.metadata, name } }))
    expect(text).toContain(`is invalid: spec.template.labels: Invalid value: "${name}": must be no more than 63 bytes`)
  })

  it('when its labels are not those that it selects by', () => {
    const metadata = { labels: { 'job-name': 'other' } }
    expect(complaints({ template: { metadata, spec: POD } }).join()).toContain(
      `spec.template.metadata.labels[job-name]: Invalid value: {"batch.kubernetes.io/controller-uid":"UID","batch.kubernetes.io/job-name":"work","controller-uid":"UID","job-name":"other"}: must be 'work'`,
    )
    expect(complaints({ selector: { matchLabels: { a: 'b' } } }).join()).toContain('`selector` not auto-generated')
  })
})

describe('a Job that is there', () => {
  function changed(spec: Fields, change: Fields): string {
    const { client } = startServer()
    client.create('jobs.batch', jobOf(spec))
    return refusal(() => client.patch('jobs.batch', 'default', 'work', 'merge', change))
  }

  it('keeps its template, which is shown as the server has it', () => {
    const text = changed({}, { spec: { template: { spec: { dnsPolicy: 'Default' } } } })
    expect(text).toMatch(/spec\.template: Invalid value: \{"labels":\{.*"Spec":\{"Volumes":null,"InitContainers":null,/)
    expect(text).toMatch(/: field is immutable$/)
  })

  it('may change resources and where its Pods go as long as it is suspended', () => {
    const spec = { suspend: true }
    expect(changed(spec, { spec: { template: { spec: { nodeSelector: { a: 'b' } } } } })).toBe('accepted')
    const containers = [{ name: 'c', image: 'c', resources: { limits: { cpu: '1' } } }]
    expect(changed(spec, { spec: { template: { spec: { containers } } } })).toBe('accepted')
    expect(changed(spec, { spec: { template: { spec: { dnsPolicy: 'Default' } } } })).toContain('spec.template.spec: ')
  })

  it('changes its completions only with its parallelism', () => {
    const indexed = { completionMode: 'Indexed', completions: 3, parallelism: 3 }
    expect(changed(indexed, { spec: { completions: 4 } })).toContain(
      'spec.completions: Invalid value: 4: can only be modified in tandem with spec.parallelism',
    )
    expect(changed(indexed, { spec: { completions: 4, parallelism: 4 } })).toBe('accepted')
    expect(changed({}, { spec: { completions: 4 } })).toContain(
      'spec.completions: Invalid value: 4: field is immutable',
    )
  })

  it('does not take any status', () => {
    const { client } = startServer()
    client.create('jobs.batch', jobOf({}))
    const status = { ready: 5, conditions: [{ type: 'Complete', status: 'True' }] }
    const patch = () =>
      client.patch(
        'jobs.batch',
        'default',
        'work',
        'merge',
        { status },
        { subresource: 'status', fieldValidation: 'Strict' },
      )
    expect(refusal(patch)).toBe(
      '422 Invalid: Job.batch "work" is invalid: [status.completionTime: Required value: completionTime is required for Complete jobs, status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition, status.startTime: Required value: startTime is required for finished job, status.ready: Invalid value: 5: cannot set more ready pods than active]',
    )
  })
})
