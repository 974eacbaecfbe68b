import type { Engine } from '../../engine/index'
import { createRandom, type Random } from '../../engine/kernel/random'
import type { KubernetesVersion } from '../../engine/version-behaviour'
import type { ApiClient } from '../../k8s/api-client'
import type { Node } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { Scenario } from '../../scenario/scenario'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import { type AgentManifest, agentYaml, FIRST_AGENT, LOGGER_YAML, WEB_YAML } from './manifests'

/** What a seed's scenario may contain. */
export interface Traits {
  /** Strategies with maxSurge: two Pods of the DaemonSet on a node are right then. */
  readonly surge: boolean
  /** Watches are held: what components know may be old. */
  readonly delays: boolean
  /** Components lose their leadership. */
  readonly pauses: boolean
  /** A second DaemonSet, in a namespace of its own that comes and goes. */
  readonly logger: boolean
  /** A Deployment with a disruption budget. */
  readonly web: boolean
  /** Kubernetes' release. */
  readonly version: KubernetesVersion
  /** Nodes at the beginning, beside the control plane's. */
  readonly workers: number
  /** Machines at most, the control plane's among them. */
  readonly room: number
}

/** Half of the clusters have one worker at first, a third two, the others three: what goes wrong does so on few nodes, and sooner. */
const SIZES = [
  { workers: 1, room: 3 },
  { workers: 2, room: 4 },
  { workers: 1, room: 3 },
  { workers: 3, room: 5 },
  { workers: 1, room: 3 },
  { workers: 2, room: 3 },
] as const

/** Older releases have fewer guards: the DaemonSet controller of 1.30, for one, trusts its expectations alone. */
const RELEASES = ['1.36', '1.36', '1.30', '1.36', '1.36', '1.36', '1.21', '1.36', '1.36', '1.36', '1.11'] as const

/** Every combination of the other traits comes by within 360 seeds, and with every release within 3,960. */
function traitsOf(seed: number): Traits {
  return {
    surge: seed % 2 === 1,
    delays: seed % 4 >= 2,
    pauses: seed % 3 > 0,
    logger: seed % 5 < 2,
    web: seed % 8 >= 4,
    version: RELEASES[seed % RELEASES.length] ?? '1.36',
    ...(SIZES[Math.floor(seed / 12) % SIZES.length] ?? SIZES[0]),
  }
}

/** A seeded cluster that things are done to, line by line, as a person would with kubectl and lab. */
export class ClusterUnderFire {
  readonly session: Session
  readonly traits: Traits
  readonly random: Random
  readonly client: ApiClient
  agent: AgentManifest = FIRST_AGENT
  /** Components that are paused, and `PROCESS RESOURCE` of the watches that are held. */
  readonly paused = new Set<string>()
  readonly held = new Set<string>()
  private added = 0

  constructor(readonly seed: number) {
    this.traits = traitsOf(seed)
    this.random = createRandom(seed, 'fire')
    this.session = new Session(beginning(seed), createShell, 'later')
    this.client = this.engine.client('observer')
  }

  get engine(): Engine {
    return this.session.engine
  }

  run(line: string): void {
    this.session.run({ line, source: 'typed' })
  }

  applyAgent(change: Partial<AgentManifest>): void {
    const agent = { ...this.agent, ...change }
    const surges = agent.strategy !== 'OnDelete' && agent.strategy.maxSurge > 0
    this.agent = { ...agent, hostPort: agent.hostPort && !surges }
    const files = { ...this.session.currentFiles(), 'agent.yaml': agentYaml(this.agent) }
    this.session.run({ line: 'kubectl apply -f agent.yaml', source: 'apply', files })
  }

  nextNodeName(): string {
    this.added += 1
    return `extra-${this.added}`
  }

  pods(): readonly Pod[] {
    return this.list('pods')
  }

  nodes(): readonly Node[] {
    return this.list('nodes')
  }

  /** Named objects of a resource. */
  list<T extends KubeObject>(resource: string): readonly T[] {
    return this.client.list(resource) as readonly KubeObject[] as readonly T[]
  }

  /** One of them by chance; undefined when there is none. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.random.integer(Math.max(1, from.length))]
  }
}

function beginning(seed: number): Scenario {
  const traits = traitsOf(seed)
  const files = ['agent.yaml', ...(traits.web ? ['web.yaml'] : []), ...(traits.logger ? ['logger.yaml'] : [])]
  const workers = Array.from({ length: traits.workers }, (_, i) => ({
    name: `worker-${i + 1}`,
    labels: { disktype: i % 2 === 0 ? 'ssd' : 'hdd', 'topology.kubernetes.io/zone': `zone-${i % 2}` },
  }))
  return {
    format: 1,
    title: `Fire ${seed}`,
    version: traits.version,
    seed,
    nodes: [{ name: 'control-plane', controlPlane: true }, ...workers],
    files: { 'agent.yaml': agentYaml(FIRST_AGENT), 'web.yaml': WEB_YAML, 'logger.yaml': LOGGER_YAML },
    log: files.map(file => ({ at: 0, line: `kubectl apply -f ${file}` })),
    time: 0,
  }
}
