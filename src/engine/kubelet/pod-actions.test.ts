import { describe, expect, it } from 'vitest'
import type { Container, Pod, PodSpec } from '../../k8s/pod'
import type { RuntimeContainer, RuntimePod } from './container-runtime'
import { computePodActions, type ProbeResults } from './pod-actions'

const container = (name: string, more: Partial<Container> = {}): Container => ({ name, image: 'agent:v1', ...more })

function pod(spec: Partial<PodSpec>): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    spec: { restartPolicy: 'Always', containers: [container('app')], ...spec },
    status: {},
  }
}

/** `app running` or `app exited 1` each: newest first. */
function runtime(...states: readonly string[]): RuntimePod {
  const containers = states.map((text, index): RuntimeContainer => {
    const [name = '', state, code = '0'] = text.split(' ')
    const times = { createdAt: 0, startedAt: 0, finishedAt: 0, restartCount: 0, reason: '', missesLog: false }
    const runState = state === 'running' ? 'running' : 'exited'
    return { id: `${name}-${index}`, name, image: 'agent:v1', state: runState, exitCode: Number(code), ...times }
  })
  return { sandboxes: [{ id: 's', attempt: 0, ready: true, ip: '10.0.0.1' }], containers }
}

const quiet: ProbeResults = { liveness: () => undefined, startup: () => undefined }

function planned(one: Pod, seen: RuntimePod, probes: ProbeResults = quiet) {
  const { killPod, createSandbox, kills, initToStart, toStart } = computePodActions(one, seen, probes)
  const names = (containers: readonly Container[]) => containers.map(({ name }) => name).join(' ')
  const words = [killPod ? 'kill pod' : '', createSandbox ? 'sandbox' : '', kills.map(kill => kill.message).join('; ')]
  return [...words, `init: ${names(initToStart)}`, `start: ${names(toStart)}`].filter(word => !/^$|: $/.test(word))
}

describe('computePodActions', () => {
  it('begins with a sandbox, and with the first init container', () => {
    const empty: RuntimePod = { sandboxes: [], containers: [] }
    expect(planned(pod({}), empty)).toEqual(['kill pod', 'sandbox', 'start: app'])
    const initContainers = [container('one'), container('two')]
    expect(planned(pod({ initContainers }), empty)).toEqual(['kill pod', 'sandbox', 'init: one'])
  })

  it('leaves what runs alone', () => {
    expect(planned(pod({}), runtime('app running'))).toEqual([])
  })

  it('restarts what ended as its policy says', () => {
    expect(planned(pod({}), runtime('app exited 0'))).toEqual(['start: app'])
    expect(planned(pod({ restartPolicy: 'OnFailure' }), runtime('app exited 1'))).toEqual(['start: app'])
    expect(planned(pod({ restartPolicy: 'OnFailure' }), runtime('app exited 0'))).toEqual(['kill pod'])
    expect(planned(pod({ restartPolicy: 'Never' }), runtime('app exited 1'))).toEqual(['kill pod'])
  })

  it('runs init containers one after another, then the others', () => {
    const one = pod({ initContainers: [container('one'), container('two')] })
    expect(planned(one, runtime('one running'))).toEqual([])
    expect(planned(one, runtime('one exited 0'))).toEqual(['init: two'])
    expect(planned(one, runtime('two exited 1', 'one exited 0'))).toEqual(['init: two'])
    expect(planned(one, runtime('two exited 0', 'one exited 0'))).toEqual(['start: app'])
    expect(planned({ ...one, spec: { ...one.spec, restartPolicy: 'Never' } }, runtime('one exited 1'))).toEqual([
      'kill pod',
    ])
  })

  it('goes on beside a sidecar once it has started, and restarts it for ever', () => {
    const proxy = container('proxy', { restartPolicy: 'Always', startupProbe: {} })
    const one = pod({ initContainers: [proxy] })
    const startup = (verdict: 'success' | 'unknown' | 'failure') => ({ ...quiet, startup: () => verdict })
    expect(planned(one, runtime('proxy running'), startup('unknown'))).toEqual([])
    expect(planned(one, runtime('proxy running'), startup('success'))).toEqual(['start: app'])
    expect(planned(one, runtime('proxy running'), startup('failure'))).toEqual([
      'Init container proxy failed startup probe',
      'init: proxy',
    ])
    expect(planned(one, runtime('proxy exited 1', 'app running'))).toEqual(['init: proxy'])
  })

  it('restarts what fails its liveness probe or has another image now', () => {
    const failing = { ...quiet, liveness: () => false }
    expect(planned(pod({}), runtime('app running'), failing)).toEqual([
      'Container app failed liveness probe, will be restarted',
      'start: app',
    ])
    expect(planned(pod({ restartPolicy: 'Never' }), runtime('app running'), failing)).toEqual(['kill pod'])
    const changed = pod({ containers: [container('app', { image: 'agent:v2' })] })
    expect(planned(changed, runtime('app running'))).toEqual([
      'Container app definition changed, will be restarted',
      'start: app',
    ])
  })
})
