import { describe, expect, it } from 'vitest'
import type { EventObject } from '../../k8s/event'
import type { KubeObject } from '../../k8s/object'
import { createApiServer } from '../apiserver/api-server'
import { ObjectStore } from '../apiserver/object-store'
import { Kernel } from '../kernel/kernel'
import { OBJECT_CHECKS } from '../object-checks'
import { EventRecorder } from './event-recorder'

function start() {
  const kernel = new Kernel(1)
  const client = createApiServer({ kernel, store: new ObjectStore(kernel), checks: OBJECT_CHECKS }).client('test')
  const web = client.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web', namespace: 'default' },
  })
  const recorder = (component: string) => new EventRecorder(kernel, client, component)
  const list = () => client.list('events') as readonly KubeObject[] as EventObject[]
  const events = () =>
    list()
      .map(event => `${event.source.component}: ${event.message} x${event.count}`)
      .sort()
  return { kernel, web, recorder, list, events }
}

describe('EventRecorder', () => {
  it('counts the same event instead of repeating it', () => {
    const { web, recorder, events } = start()
    const one = recorder('one')
    for (let i = 0; i < 3; i++) one.event(web, 'Normal', 'Seen', 'hello')
    expect(events()).toEqual(['one: hello x3'])
  })

  it('writes the scheduler’s in the newer form, and counts them in a series', () => {
    const { kernel, web, recorder, list } = start()
    const scheduler = recorder('default-scheduler')
    scheduler.event(web, 'Normal', 'Scheduled', 'here')
    kernel.runUntil(1500)
    scheduler.event(web, 'Normal', 'Scheduled', 'here')
    expect(list()).toEqual([
      expect.objectContaining({
        action: 'Binding',
        eventTime: '2026-01-01T00:00:00.000000Z',
        series: { count: 2, lastObservedTime: '2026-01-01T00:00:01.500000Z' },
        reportingInstance: 'default-scheduler-control-plane',
      }),
    ])
    expect(list()[0]).not.toHaveProperty('count')
  })

  it('tells the scheduler’s events apart by the version of their object, not by their words', () => {
    const { web, recorder, list } = start()
    const scheduler = recorder('default-scheduler')
    for (const words of ['too small', 'too small', 'tainted'])
      scheduler.event(web, 'Warning', 'FailedScheduling', words)
    expect(list()).toMatchObject([{ message: 'too small', series: { count: 2 } }])
    const changed = { ...web, metadata: { ...web.metadata, resourceVersion: '99' } }
    scheduler.event(changed, 'Warning', 'FailedScheduling', 'tainted')
    expect(list()).toMatchObject([{ message: 'too small' }, { message: 'tainted' }])
  })

  it('keeps apart what two components say of one object at the same instant', () => {
    const { web, recorder, events } = start()
    const [one, two] = [recorder('one'), recorder('two')]
    one.event(web, 'Normal', 'Seen', 'hello')
    two.event(web, 'Normal', 'Seen', 'good day')
    two.event(web, 'Normal', 'Seen', 'good day')
    expect(events()).toEqual(['one: hello x1', 'two: good day x2'])
  })

  it('combines from the tenth similar one', () => {
    const { web, recorder, events } = start()
    const one = recorder('one')
    for (let i = 1; i <= 11; i++) one.event(web, 'Normal', 'Seen', `number ${i}`)
    expect(events()).toContain('one: (combined from similar events): number 11 x2')
  })

  it('says no more than 25 things of a type in a burst', () => {
    const { web, recorder, events } = start()
    const one = recorder('one')
    for (let i = 0; i < 40; i++) one.event(web, 'Normal', `Reason${i}`, 'again')
    expect(events()).toHaveLength(25)
  })
})
