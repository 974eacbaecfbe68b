import { describe, expect, it } from 'vitest'
import { canonicalText } from '../../k8s/canonical-text'
import { decodeScenario, encodeScenario } from '../../scenario/share-link'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import { ownTraces } from '../own-recordings'
import { takeSnapshot } from './snapshot'
import { playTrace } from './trace-scenario'

const VERSION = '1.36'

describe('a trace to be watched', () => {
  it.each(ownTraces().map(trace => [trace.name, trace] as const))('%s ends as recorded', (_, trace) => {
    const { scenario, cluster } = playTrace(trace, VERSION)
    const last = trace.steps.at(-1)
    const { pods } = takeSnapshot(cluster, [])
    if (last?.notCompared?.includes('pods') !== true) expect(canonicalText(pods)).toBe(canonicalText(last?.after.pods))
    expect(scenario.script?.length).toBeGreaterThan(0)
  })

  it('plays by itself from its link, and comes to the same end', () => {
    const trace = ownTraces().find(({ steps }) => steps.length > 6)
    if (trace === undefined) throw new Error('there is no long trace')
    const { scenario, cluster } = playTrace(trace, VERSION)
    const opened = decodeScenario(encodeScenario(scenario))
    const session = new Session(opened.ok ? opened.value : scenario, createShell)
    expect(session.entries).toBe(scenario.log.length)
    session.advance(cluster.engine.now)
    expect(session.objects()).toEqual(cluster.engine.objects())
  })
})
