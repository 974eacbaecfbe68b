import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChangeSet } from '../../engine/change-set'
import { controllerOf, type KubeObject, objectKey } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { LogEntry, Scenario } from '../../scenario/scenario'
import { createShell } from '../../shell/index'
import { Session } from './session'

const manifest = (image: string, strategy = 'maxUnavailable: 1') => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {${strategy}}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers:
      - {name: agent, image: 'registry.example/agent:${image}'}
`

function scenarioOf(
  workers: number,
  log: readonly LogEntry[],
  seed = 1,
  files: Record<string, string> = { 'ds.yaml': manifest('v1') },
): Scenario {
  const nodes = [
    { name: 'control-plane', controlPlane: true },
    ...Array.from({ length: workers }, (_, i) => ({ name: `worker-${i + 1}` })),
  ]
  return { format: 1, title: 'test', version: '1.36', seed, nodes, files, log, time: (log.at(-1)?.at ?? 0) + 60_000 }
}

/** Lines that shake a cluster of three workers. */
const LINES = [
  'kubectl apply -f ds.yaml',
  'kubectl set image ds/agent agent=registry.example/agent:v2',
  'kubectl set image ds/agent agent=registry.example/agent:v3',
  'kubectl rollout undo ds/agent',
  'kubectl rollout restart ds/agent',
  'kubectl delete pod -l app=agent --wait=false',
  'kubectl delete ds agent --wait=false',
  'kubectl taint node worker-1 key=value:NoExecute --overwrite',
  'kubectl taint node worker-1 key-',
  'kubectl taint node worker-2 key=value:NoSchedule --overwrite',
  'kubectl cordon worker-3',
  'kubectl uncordon worker-3',
  'lab node power-off worker-2',
  'lab node power-on worker-2',
  'lab kubelet stop worker-1',
  'lab kubelet start worker-1',
  'lab node add worker-9',
  'lab node remove worker-9',
  'lab image set registry.example/agent:v2 --crash-after 3s',
  'lab image set registry.example/agent:v3 --missing',
]

const logs = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 40_000 }), line: fc.constantFrom(...LINES) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map(steps => {
    let at = 0
    return steps.map(({ gap, line }): LogEntry => {
      at += gap
      return { at, line }
    })
  })

const play = (scenario: Scenario) => new Session(scenario, createShell).takeNews()

/** Replays changes on a copy and complains when one does not fit what is there: then it could not be taken back either. */
function checkReversible(changes: readonly ChangeSet[]): void {
  const objects = new Map<string, KubeObject>()
  const known = new Set<string>()
  const keyOf = (object: KubeObject) => `${object.kind} ${objectKey(object)}`
  for (const change of changes) {
    for (const object of change.removed) {
      if (known.has(keyOf(object))) expect(objects.get(keyOf(object))).toBe(object)
      objects.delete(keyOf(object))
    }
    for (const object of change.added) {
      expect(objects.has(keyOf(object))).toBe(false)
      objects.set(keyOf(object), object)
      known.add(keyOf(object))
    }
    for (const [before, after] of change.updated) {
      if (known.has(keyOf(before))) expect(objects.get(keyOf(before))).toBe(before)
      objects.set(keyOf(after), after)
      known.add(keyOf(after))
    }
  }
}

/** Nodes on which two live Pods belong to one DaemonSet. */
function doubledNodes(pods: Iterable<Pod>): string[] {
  const seen = new Set<string>()
  const doubled: string[] = []
  for (const pod of pods) {
    const owner = controllerOf(pod)
    const finished = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'
    if (owner?.kind !== 'DaemonSet' || pod.metadata.deletionTimestamp !== undefined || finished || !pod.spec.nodeName)
      continue
    const place = `${owner.uid} ${pod.spec.nodeName}`
    if (seen.has(place)) doubled.push(pod.spec.nodeName)
    seen.add(place)
  }
  return doubled
}

describe('a session', () => {
  it('gives the same bytes for the same log', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 1000 }), (log, seed) => {
        const scenario = scenarioOf(3, log, seed)
        expect(JSON.stringify(play(scenario))).toBe(JSON.stringify(play(scenario)))
      }),
      { numRuns: 15 },
    )
  })

  it('makes only changes that can be taken back, with growing resource versions', () => {
    fc.assert(
      fc.property(logs, log => {
        const { changes } = play(scenarioOf(3, log))
        checkReversible(changes)
        let last = 0
        for (const change of changes) {
          for (const object of [...change.added, ...change.updated.map(([, after]) => after)]) {
            const version = Number(object.metadata.resourceVersion)
            expect(version).toBeGreaterThan(last)
            last = version
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('never has two live Pods of a DaemonSet on one node without surge', () => {
    fc.assert(
      fc.property(logs, log => {
        const pods = new Map<string, Pod>()
        for (const change of play(scenarioOf(3, log)).changes) {
          for (const object of change.removed) if (object.kind === 'Pod') pods.delete(objectKey(object))
          for (const object of [...change.added, ...change.updated.map(([, after]) => after)]) {
            if (object.kind === 'Pod') pods.set(objectKey(object), object as Pod)
          }
          expect(doubledNodes(pods.values())).toEqual([])
        }
      }),
      { numRuns: 25 },
    )
  })

  it('keeps a rollout over healthy nodes within its budget', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (workers, maxUnavailable) => {
        const files = { 'ds.yaml': manifest('v1', `maxUnavailable: ${maxUnavailable}`) }
        const session = new Session(
          {
            ...scenarioOf(workers, [{ at: 0, line: 'kubectl apply -f ds.yaml' }], 1, files),
            time: 60_000,
          },
          createShell,
        )
        let lowest = workers
        const pods = new Map<string, Pod>()
        for (const object of session.engine.objects())
          if (object.kind === 'Pod') pods.set(objectKey(object), object as Pod)
        session.engine.onChange(change => {
          for (const object of change.removed) if (object.kind === 'Pod') pods.delete(objectKey(object))
          for (const object of [...change.added, ...change.updated.map(([, after]) => after)]) {
            if (object.kind === 'Pod') pods.set(objectKey(object), object as Pod)
          }
          lowest = Math.min(
            lowest,
            [...pods.values()].filter(pod => isReady(pod) && pod.metadata.deletionTimestamp === undefined).length,
          )
        })
        session.run({ line: 'kubectl set image ds/agent agent=registry.example/agent:v2', source: 'typed' })
        session.advance(600_000)
        expect(lowest).toBe(Math.max(0, workers - maxUnavailable))
        expect([...pods.values()].every(pod => pod.spec.containers[0]?.image.endsWith(':v2'))).toBe(true)
      }),
      { numRuns: 15 },
    )
  })
})

function isReady(pod: Pod): boolean {
  return pod.status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True') === true
}

describe('a script', () => {
  const scripted: Scenario = {
    ...scenarioOf(2, [{ at: 0, line: 'lab image set * --pull 1s' }]),
    time: 0,
    script: [
      { at: 1_000, line: 'kubectl apply -f ds.yaml' },
      { at: 30_000, line: 'kubectl cordon worker-1' },
    ],
  }

  it('runs by itself when its time comes, and is told again until somebody acts', () => {
    const session = new Session(scripted, createShell)
    session.advance(2_000)
    expect(session.entries).toBe(2)
    expect(session.scenario().script).toEqual(scripted.script)
    session.advance(31_000)
    expect(session.scenario().log.at(-1)).toEqual({ at: 30_000, line: 'kubectl cordon worker-1' })
  })

  it('tells the page of the files that it changes', () => {
    const files = { 'ds.yaml': manifest('v2') }
    const session = new Session(
      { ...scripted, script: [{ at: 1_000, line: 'kubectl apply -f ds.yaml', files }] },
      createShell,
    )
    session.advance(2_000)
    expect(session.takeNews().files).toEqual(files)
  })

  it('goes on where it was when it is opened again', () => {
    const session = new Session(scripted, createShell)
    session.advance(2_000)
    const again = new Session(session.scenario(), createShell)
    for (const one of [session, again]) one.advance(60_000)
    expect(again.objects()).toEqual(session.objects())
    expect(again.entries).toBe(3)
  })

  it('ends with the first thing that a person does', () => {
    const session = new Session(scripted, createShell)
    session.advance(2_000)
    session.run({ line: 'kubectl get nodes', source: 'typed' })
    session.advance(60_000)
    expect(session.entries).toBe(3)
    expect(session.scenario()).not.toHaveProperty('script')
  })
})
