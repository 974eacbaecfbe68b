import { describe, expect, it } from 'vitest'
import type { Node } from '../../k8s/node'
import { controllerOf, type KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { Deployment } from '../../k8s/workload'
import { summarisePod } from '../../kubectl/printers/pod'
import type { DaemonSetExplanation } from '../../protocol/protocol'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import { parseScenario } from '../scenario-schema'
import { encodeScenario } from '../share-link'
import { editedFile, type GalleryEntry, type GalleryTry } from './gallery'
import { GALLERY } from './gallery-list'

const TEN_MINUTES = 600_000

/** A gallery entry being played as a person would. */
class Player {
  readonly session: Session
  private files: Readonly<Record<string, string>>

  constructor(private readonly entry: GalleryEntry) {
    this.session = new Session(entry.scenario, createShell)
    this.files = entry.scenario.files
    this.expectSuccess()
  }

  /** Does the thing to try (counted from 1), then waits until nothing more happens. */
  try(number: 1 | 2 | 3, wait = TEN_MINUTES): void {
    const one: GalleryTry = this.entry.tries[number - 1] ?? { lines: [] }
    for (const edit of one.edits ?? []) {
      const text = editedFile(this.files[edit.file], edit)
      if (text === undefined) throw new Error(`${edit.file} has nothing to edit`)
      this.files = { ...this.files, [edit.file]: text }
    }
    for (const line of one.lines) this.session.run({ line, source: 'click', files: this.files })
    this.wait(wait)
    this.expectSuccess()
  }

  wait(limit: number): void {
    const end = this.session.now + limit
    while (this.session.now < end && !(this.session.settled && limit === TEN_MINUTES)) {
      this.session.advance(Math.min(end, this.session.now + 1000))
    }
  }

  objects<T extends KubeObject>(kind: string): readonly T[] {
    return this.session.objects().filter((object): object is T => object.kind === kind)
  }

  /** Live Pods of the agent, as `node status`. */
  agents(app = 'agent'): readonly string[] {
    return this.objects<Pod>('Pod')
      .filter(pod => (pod.metadata.labels?.app ?? pod.metadata.labels?.name) === app)
      .map(pod => `${pod.spec.nodeName || '-'} ${summarisePod(pod).status}`)
      .sort()
  }

  explain(name = 'agent', namespace = 'default'): DaemonSetExplanation {
    const explanation = this.session.engine.explainDaemonSet(namespace, name)
    if (explanation === undefined) throw new Error(`no DaemonSet ${name}`)
    return explanation
  }

  images(): readonly string[] {
    return this.objects<Pod>('Pod').map(pod => pod.spec.containers[0]?.image ?? '')
  }

  private expectSuccess(): void {
    const { exits, output } = this.session.takeNews()
    const said = output.filter(part => part.stream === 'err').map(part => part.text)
    expect(
      exits.map(exit => exit.code).filter(code => code !== 0),
      said.join(''),
    ).toEqual([])
  }
}

const play = (id: string): Player => {
  const entry = GALLERY.find(one => one.id === id)
  if (entry === undefined) throw new Error(`no ${id} in the gallery`)
  return new Player(entry)
}
const running = (...nodes: string[]) => nodes.map(node => `${node} Running`)

describe('every entry of the gallery', () => {
  it('has its own id, the same in its scenario', () => {
    expect(new Set(GALLERY.map(entry => entry.id)).size).toBe(GALLERY.length)
    for (const entry of GALLERY) expect(entry.scenario.gallery).toBe(entry.id)
  })

  it.each(GALLERY.map(entry => [entry.id, entry] as const))(
    '%s: can be saved, and is at rest when it opens',
    (_id, entry) => {
      expect(parseScenario(JSON.stringify(entry.scenario))).toMatchObject({ ok: true, value: entry.scenario })
      expect(encodeScenario(entry.scenario).length).toBeLessThan(2000)
      const player = new Player(entry)
      expect(player.objects<Node>('Node').map(node => node.metadata.name)).toHaveLength(entry.scenario.nodes.length)
      expect(player.objects<Pod>('Pod').map(pod => summarisePod(pod).status)).not.toContain('Pending')
    },
  )
})

describe('what the notes promise', () => {
  it('logging-agent', () => {
    const player = play('logging-agent')
    player.try(1)
    expect(player.agents('fluentd-elasticsearch')).toEqual(running('control-plane', 'worker-1', 'worker-2', 'worker-3'))
    player.try(2)
    expect(player.agents('fluentd-elasticsearch')).toContain('worker-4 Running')
    player.try(3)
    expect(player.agents('fluentd-elasticsearch')).toEqual(running('worker-1', 'worker-2', 'worker-3', 'worker-4'))
  })

  it('node-exporter', () => {
    const player = play('node-exporter')
    const everywhere = running('control-plane', 'worker-1', 'worker-2', 'worker-3')
    player.try(1)
    expect(player.agents('node-exporter')).toEqual(everywhere)
    player.try(2)
    expect(player.agents('node-exporter')).toEqual(everywhere)
    const before = player.objects<Pod>('Pod').map(pod => pod.metadata.name)
    player.try(3)
    expect(player.agents('node-exporter')).toEqual(everywhere)
    expect(player.objects<Pod>('Pod').filter(pod => before.includes(pod.metadata.name))).toEqual([])
  })

  it('ssd-only', () => {
    const player = play('ssd-only')
    expect(player.agents()).toEqual(running('worker-1', 'worker-3'))
    player.try(1)
    expect(player.agents()).toEqual(running('worker-1', 'worker-3', 'worker-4'))
    player.try(2)
    expect(player.agents()).toEqual(running('worker-3', 'worker-4'))
    player.try(3)
    expect(player.agents()).toEqual(running('worker-3', 'worker-4', 'worker-5'))
  })

  it('control-plane-toleration', () => {
    const player = play('control-plane-toleration')
    player.try(1)
    expect(player.agents()).toEqual(running('control-plane', 'worker-1', 'worker-2', 'worker-3'))
    player.try(2)
    expect(player.agents()).toContain('worker-1 Running')
    expect(player.explain().now.misscheduled).toBe(1)
    player.try(3)
    expect(player.agents()).toEqual(running('control-plane', 'worker-1', 'worker-3'))
  })

  it('maintenance', () => {
    const player = play('maintenance')
    player.try(1)
    expect(player.agents()).toEqual(running('worker-1', 'worker-2', 'worker-3'))
    player.try(2)
    const worker = player.objects<Node>('Node').find(node => node.metadata.name === 'worker-2')
    expect(worker?.spec.taints?.map(taint => taint.key)).toEqual(['node.kubernetes.io/disk-pressure'])
    expect(player.explain().now.desired).toBe(3)
    player.try(3)
    const first = player.objects<Node>('Node').find(node => node.metadata.name === 'worker-1')
    expect(first?.spec.taints ?? []).toEqual([])
  })

  it('rolling-update', () => {
    const player = play('rolling-update')
    const started = player.session.now
    player.try(1)
    const oneByOne = player.session.now - started
    expect(new Set(player.images())).toEqual(new Set(['agent:v2']))
    const again = player.session.now
    player.try(2)
    expect(new Set(player.images())).toEqual(new Set(['agent:v3']))
    expect(player.session.now - again).toBeLessThan(oneByOne)
    player.try(3)
    expect(new Set(player.images())).toEqual(new Set(['agent:v2']))
  })

  it('surge', () => {
    const player = play('surge')
    let least = Number.POSITIVE_INFINITY
    const watch = () => {
      least = Math.min(least, player.explain().now.available)
    }
    player.session.engine.onChange(watch)
    player.try(1, 120_000)
    expect(new Set(player.images())).toEqual(new Set(['agent:v2']))
    player.try(2, 2_000)
    expect(player.agents()).toHaveLength(6)
    player.wait(120_000)
    expect(new Set(player.images())).toEqual(new Set(['agent:v3']))
    expect(least).toBe(4)
    player.try(3, 2_000)
    expect(player.agents()).toHaveLength(8)
  })

  it('on-delete', () => {
    const player = play('on-delete')
    player.try(1)
    expect(player.explain().now).toMatchObject({ upToDate: 0, available: 3 })
    expect(player.explain().rollout.state).toBe('waiting-for-deletes')
    player.try(2)
    expect(player.explain().now).toMatchObject({ upToDate: 1, available: 3 })
    player.try(3)
    expect(player.explain().now).toMatchObject({ upToDate: 3, available: 3 })
  })

  it('bad-image', () => {
    const player = play('bad-image')
    player.try(1, 120_000)
    const broken = player.agents().filter(agent => !agent.endsWith('Running'))
    expect(broken).toHaveLength(1)
    expect(broken[0]).toMatch(/(ErrImagePull|ImagePullBackOff)$/)
    expect(player.explain().rollout.state).toBe('stuck')
    player.try(2, 60_000)
    expect(player.agents()).toEqual(running('worker-1', 'worker-2', 'worker-3', 'worker-4'))
    player.try(3, 120_000)
    expect(player.agents().filter(agent => /CrashLoopBackOff|Error/.test(agent))).toHaveLength(1)
  })

  it('node-failure', () => {
    const player = play('node-failure')
    player.try(1, 180_000)
    const { rollout } = player.explain()
    expect(rollout.usedBy.map(use => use.node)).toEqual(['worker-3'])
    expect(rollout.updated).toBeLessThan(5)
    player.try(2, 180_000)
    expect(player.explain().rollout).toMatchObject({ state: 'complete', updated: 5 })
    player.try(3, 180_000)
    expect(player.explain().now).toMatchObject({ desired: 4, available: 4 })
    expect(player.agents()).toHaveLength(4)
  })

  it('orphan-and-adopt', () => {
    const player = play('orphan-and-adopt')
    player.try(1)
    expect(player.objects('DaemonSet')).toEqual([])
    expect(player.agents()).toEqual(running('worker-1', 'worker-2', 'worker-3'))
    expect(player.objects<Pod>('Pod').filter(pod => controllerOf(pod) !== undefined)).toEqual([])
    const orphans = new Set(player.objects<Pod>('Pod').map(pod => pod.metadata.uid))
    player.try(2)
    expect(player.agents()).toEqual(running('worker-2', 'worker-3'))
    player.try(3)
    expect(player.agents()).toEqual(running('worker-1', 'worker-2', 'worker-3'))
    const pods = player.objects<Pod>('Pod')
    expect(pods.every(pod => controllerOf(pod)?.name === 'agent')).toBe(true)
    expect(pods.filter(pod => orphans.has(pod.metadata.uid))).toHaveLength(2)
  })

  it('beside-a-deployment', () => {
    const player = play('beside-a-deployment')
    const ready = () => player.objects<Deployment>('Deployment')[0]?.status.readyReplicas
    expect(ready()).toBe(4)
    player.try(1)
    expect(ready()).toBe(8)
    expect(player.agents()).toHaveLength(3)
    player.try(2)
    expect(player.agents()).toContain('worker-4 Running')
    expect(player.agents('web').filter(pod => pod.startsWith('worker-4'))).toEqual([])
    player.try(3)
    expect(player.agents()).toContain('worker-1 Running')
    expect(player.agents('web').filter(pod => pod.startsWith('worker-1'))).toEqual([])
    expect(ready()).toBe(8)
  })

  it('full-node', () => {
    const player = play('full-node')
    player.try(1, 60_000)
    expect(player.agents()).toEqual(['- Pending', '- Pending'])
    player.try(2, 120_000)
    expect(player.agents()).toEqual(running('worker-1', 'worker-2'))
    expect(player.agents('batch').filter(pod => pod === '- Pending')).toHaveLength(2)
    player.try(3, 120_000)
    expect(player.agents()).toEqual(running('worker-1', 'worker-2', 'worker-3'))
    expect(player.agents('batch').filter(pod => pod.startsWith('worker-3'))).not.toEqual([])
  })
})
