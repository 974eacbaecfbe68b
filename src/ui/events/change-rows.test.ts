import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { events } from '../../i18n/en/events'
import { events as polish } from '../../i18n/pl/events'
import { reasons } from '../../i18n/pl/reasons'
import type { KubeObject } from '../../k8s/object'
import type { ChangeSet } from '../../protocol/protocol'
import { changeRows, rowsAbout } from './change-rows'
import { rowWords } from './row-words'

const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: 'default',
  uid: name,
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
  ...more,
})
const pod = (spec: object, status: object, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: metadata('agent-x', more),
  spec: { containers: [{ name: 'agent', image: 'agent:v1' }], ...spec },
  status,
})
const change = (part: Partial<ChangeSet>): ChangeSet => ({
  sequence: 1,
  time: 1000,
  by: 'kubelet/worker-1',
  added: [],
  updated: [],
  removed: [],
  ...part,
})
const resources = { en: { events }, pl: { events: polish, reasons } }
void i18next.init({ lng: 'en', resources, interpolation: { escapeValue: false }, initAsync: false })
const wordsIn = (language: string) => rowWords(i18next.getFixedT(language, 'events'), language)
const english = wordsIn('en')

const texts = (...changes: ChangeSet[]) =>
  changeRows(changes).map(row => `${row.verb} ${row.object.kind} ${english.text(row)}`.trim())

describe('changeRows', () => {
  it('tells what became of a Pod', () => {
    const waiting = pod({}, { phase: 'Pending' })
    const bound = pod({ nodeName: 'worker-1' }, { phase: 'Pending' })
    const running = pod({ nodeName: 'worker-1' }, { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] })
    expect(
      texts(
        change({ added: [waiting] }),
        change({ updated: [[waiting, bound]] }),
        change({ updated: [[bound, running]] }),
      ),
    ).toEqual(['created Pod', 'changed Pod bound to worker-1', 'changed Pod Pending → Running · Ready'])
  })

  it('tells label, taint and condition changes of a node', () => {
    const node = (labels: object, taints: object[], ready: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { ...metadata('worker-1'), labels: labels as Record<string, string> },
      spec: { taints },
      status: { conditions: [{ type: 'Ready', status: ready }] },
    })
    const before = node({ disktype: 'hdd' }, [], 'True')
    const after = node({ disktype: 'ssd' }, [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }], 'Unknown')
    expect(texts(change({ updated: [[before, after]] }))).toEqual([
      'changed Node label disktype: hdd → ssd · + taint dedicated=gpu:NoSchedule · Ready True → Unknown',
    ])
    expect(changeRows([change({ updated: [[before, after]] })])[0]?.warning).toBe(true)
  })

  it('warns of what goes wrong, not of what gets better', () => {
    const state = (waiting: object) =>
      pod({ nodeName: 'worker-1' }, { containerStatuses: [{ restartCount: 0, state: waiting }] })
    const broken = state({ terminated: { exitCode: 1, reason: 'Error' } })
    const running = state({ running: {} })
    const warnings = changeRows([change({ updated: [[running, broken]] }), change({ updated: [[broken, running]] })])
    expect(warnings.map(row => row.warning)).toEqual([true, false])
  })

  it('lets a Kubernetes Event speak of its object', () => {
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: metadata('agent-x.1'),
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'agent-x' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      count: 3,
      source: { component: 'kubelet' },
    }
    const [row] = changeRows([change({ added: [event] })])
    expect(row).toMatchObject({
      verb: 'says',
      by: 'kubelet',
      warning: true,
      object: { kind: 'Pod', key: 'default/agent-x' },
    })
    expect(rowsAbout([change({ added: [event] })], { kind: 'Pod', key: 'default/agent-x' })).toHaveLength(1)
    expect(row && english.text(row)).toBe('BackOff: Back-off restarting failed container (x3)')
  })

  it('finds rows by any of their words', () => {
    const [row] = changeRows([change({ by: 'scheduler', because: 'one node fits', added: [pod({}, {})] })])
    if (!row) throw new Error('no row')
    expect(english.matches(row, 'AGENT-x sched')).toBe(true)
    expect(english.matches(row, 'fits pod')).toBe(true)
    expect(english.matches(row, 'agent-y')).toBe(false)
  })

  it('speaks, and is searched, in the language of the page', () => {
    const because = 'its containers have stopped'
    const going = pod(
      {},
      { phase: 'Running' },
      { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 },
    )
    const [row] = changeRows([change({ because, updated: [[pod({}, { phase: 'Running' }), going]] })])
    if (!row) throw new Error('no row')
    const words = wordsIn('pl')
    expect(`${words.text(row)}; ${words.because(row)}`).toBe(
      'polecono usunąć, czas łaski 30 s · Running → Terminating; jego kontenery się zatrzymały',
    )
    expect(words.matches(row, 'łaski kubelet kontenery')).toBe(true)
    expect(words.matches(row, 'deletion')).toBe(false)
  })

  it('leaves out bookkeeping, and reads a growing history once', () => {
    const lease: KubeObject = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: metadata('worker-1') }
    const history = [change({ added: [lease] })]
    expect(changeRows(history)).toEqual([])
    history.push(change({ sequence: 2, removed: [pod({}, {})] }))
    expect(changeRows(history)).toHaveLength(1)
    expect(changeRows(history)).toHaveLength(1)
  })
})
