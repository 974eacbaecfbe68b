import { WATCHING_PROCESSES } from '../../engine/engine-interface'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import { isTerminating } from '../../k8s/pod-conditions'
import type { ClusterUnderFire } from './cluster-under-fire'

/** Something that may happen, and how often beside the others. It may find nothing to do. */
interface FireOperation {
  readonly weight: number
  readonly happens?: (cluster: ClusterUnderFire) => boolean
  readonly run: (cluster: ClusterUnderFire) => void
}

const IMAGES = ['agent:v1', 'agent:v2', 'agent:v3', 'agent:v4', 'web:v1', 'web:v2', 'logger:v1', 'logger:v2']
const IMAGE_FAULTS = [
  '--crash-after 5s',
  '--missing',
  '--fail-readiness',
  '--oom --crash-after 8s',
  '--pull 20s',
  '--ready-after 15s',
  '--ignores-sigterm',
  '--reset',
  '--reset',
  '--reset',
]
/** A label that no selector matches. */
const STRAY = 'stray'
const CASCADES = ['background', 'foreground', 'orphan']
const TAINTS = ['dedicated=db:NoSchedule', 'broken:NoExecute', 'dedicated=db:PreferNoSchedule']
const HELD_RESOURCES = ['pods', 'nodes', 'daemonsets.apps', 'controllerrevisions.apps', 'replicasets.apps']
const BUDGETS = [1, 2, '25%', '50%'] as const

/** What people, machines and components do. */
const OPERATIONS: readonly FireOperation[] = [
  // The manifest.
  { weight: 2, run: c => c.applyAgent({ image: 1 + c.random.integer(4) }) },
  { weight: 3, run: c => c.applyAgent(changedStrategy(c)) },
  { weight: 3, run: c => c.applyAgent(changedTemplate(c)) },
  { weight: 2, run: c => c.run(`kubectl set image daemonset/agent agent=agent:v${1 + c.random.integer(4)}`) },
  { weight: 1, run: c => c.run('kubectl rollout undo daemonset/agent') },
  { weight: 1, run: c => c.run('kubectl rollout restart daemonset/agent') },
  {
    weight: 1,
    happens: c => c.traits.logger,
    run: c => c.run(`kubectl set image -n logging daemonset/logger logger=logger:v${1 + c.random.integer(2)}`),
  },
  {
    weight: 1,
    happens: c => c.traits.web,
    run: c => c.run(`kubectl set image deployment/web web=web:v${1 + c.random.integer(2)}`),
  },
  {
    weight: 2,
    happens: c => c.traits.web,
    run: c => c.run(`kubectl scale deployment/web --replicas=${1 + c.random.integer(3)}`),
  },
  { weight: 1, happens: c => c.traits.web, run: c => c.run('kubectl apply -f web.yaml') },
  // Deletions.
  { weight: 1, run: c => c.run(`kubectl delete daemonset agent --wait=false --cascade=${c.pick(CASCADES)}`) },
  {
    weight: 1,
    happens: c => c.traits.web,
    run: c => c.run(`kubectl delete deployment web --wait=false --cascade=${c.pick(CASCADES)}`),
  },
  { weight: 1, happens: c => c.traits.logger, run: c => c.run('kubectl delete namespace logging --wait=false') },
  { weight: 1, happens: c => c.traits.logger, run: c => c.run('kubectl apply -f logger.yaml') },
  { weight: 6, run: c => onPod(c, (name, namespace) => `kubectl delete pod ${name} -n ${namespace} --wait=false`) },
  { weight: 1, run: c => onPod(c, (name, namespace) => `kubectl delete pod ${name} -n ${namespace} --force`) },
  // Labels and finalizers of Pods: orphans, strays, the stuck.
  {
    weight: 2,
    run: c => onPod(c, (name, namespace) => `kubectl label pod ${name} -n ${namespace} app=${STRAY} --overwrite`),
  },
  {
    weight: 1,
    run: c => onPod(c, (name, namespace) => `kubectl label pod ${name} -n ${namespace} app=agent --overwrite`),
  },
  { weight: 1, run: c => onPod(c, (name, namespace) => finalizers(name, namespace, '["example.com/hold"]')) },
  { weight: 2, run: releaseFinalizers },
  // Nodes.
  { weight: 5, run: c => onNode(c, name => `kubectl taint node ${name} ${c.pick(TAINTS)} --overwrite`) },
  { weight: 6, run: untaint },
  {
    weight: 4,
    run: c => onNode(c, name => `kubectl label node ${name} disktype=${c.pick(['ssd', 'hdd'])} --overwrite`),
  },
  { weight: 2, run: c => onNode(c, name => `kubectl cordon ${name}`) },
  { weight: 3, run: c => onNode(c, name => `kubectl uncordon ${name}`) },
  { weight: 2, run: c => onNode(c, name => `kubectl drain ${name} --ignore-daemonsets --force --timeout=20s`) },
  { weight: 1, run: c => onNode(c, name => `kubectl delete node ${name} --wait=false`) },
  {
    weight: 4,
    happens: c => c.engine.machines.list().length < c.traits.room,
    run: c => c.run(`lab node add ${c.nextNodeName()} --labels disktype=${c.pick(['ssd', 'hdd'])}`),
  },
  {
    weight: 3,
    happens: c => c.engine.machines.list().length > 2,
    run: c => onMachine(c, name => `lab node remove ${name}`),
  },
  // Machines and kubelets.
  { weight: 2, run: c => onMachine(c, name => `lab node power-off ${name}`) },
  { weight: 4, run: powerOn },
  {
    weight: 2,
    // With surge, Kubernetes piles up refused Pods on such a node, hundreds at times.
    happens: c => !c.traits.surge,
    run: c =>
      onMachine(
        c,
        name => `lab node set ${name} --${c.pick(['disk', 'memory', 'pid'])}-pressure=${c.random.integer(3) === 0}`,
      ),
  },
  { weight: 2, run: c => onMachine(c, name => `lab node set ${name} --ready=${c.random.integer(3) > 0}`) },
  { weight: 1, run: c => onMachine(c, name => `lab kubelet stop ${name}`) },
  { weight: 2, run: c => onMachine(c, name => `lab kubelet start ${name}`) },
  { weight: 1, run: c => onMachine(c, name => `lab kubelet hold ${name}`) },
  { weight: 2, run: c => onMachine(c, name => `lab kubelet release ${name}`) },
  {
    weight: 3,
    run: c =>
      onPod(
        c,
        (name, namespace) =>
          `lab pod ${c.pick(['fail', 'succeed', 'unready', 'run', 'confirm'])} ${name} -n ${namespace}`,
      ),
  },
  { weight: 5, run: c => c.run(`lab image set ${c.pick(IMAGES)} ${c.pick(IMAGE_FAULTS)}`) },
  // The control plane.
  { weight: 4, happens: c => c.traits.pauses, run: pauseOrResume },
  { weight: 5, happens: c => c.traits.delays, run: holdOrRelease },
]

/** Does one thing by chance. */
export function happen(cluster: ClusterUnderFire): void {
  const possible = OPERATIONS.filter(({ happens }) => happens?.(cluster) ?? true)
  let left = cluster.random.integer(possible.reduce((sum, { weight }) => sum + weight, 0))
  for (const { weight, run } of possible) {
    left -= weight
    if (left >= 0) continue
    run(cluster)
    return
  }
}

/**
 * How long until the next: mostly in the midst of things, at times after they have come to rest. While a watch is held there may
 * be no rest, only the same mistake again and again: more than a few seconds of it say nothing new.
 */
export function pauseBetween({ random, held }: ClusterUnderFire): number {
  const kind = random.integer(20)
  if (kind < 12) return random.integer(400)
  if (kind < 17 || held.size > 0) return random.integer(2_500)
  return kind < 19 ? random.integer(12_000) : random.integer(60_000)
}

/** All is well again: what was broken is mended, so that the cluster can come to rest where it should. */
export function heal(cluster: ClusterUnderFire): void {
  cluster.run('lab component resume --all')
  cluster.run('lab watch release --all')
  for (const pod of cluster.pods()) {
    const { name, namespace = '', finalizers: held } = pod.metadata
    if (held !== undefined) cluster.run(finalizers(name, namespace, 'null'))
    // Orphans would keep room and ports for ever; a stray is one as soon as its controller looks again.
    if (controllerOf(pod) === undefined || pod.metadata.labels?.app === STRAY)
      cluster.run(`kubectl delete pod ${name} -n ${namespace} --wait=false`)
  }
  for (const { name, powered } of cluster.engine.machines.list()) {
    if (!powered) cluster.run(`lab node power-on ${name}`)
    cluster.run(`lab node set ${name} --disk-pressure=false --memory-pressure=false --pid-pressure=false --ready=true`)
    cluster.run(`lab kubelet release ${name}; lab kubelet start ${name}`)
  }
  for (const { metadata, spec } of cluster.nodes()) {
    if (spec?.unschedulable === true) cluster.run(`kubectl uncordon ${metadata.name}`)
  }
  for (const taint of new Set(ownTaints(cluster))) cluster.run(`kubectl taint node ${taint}`)
  for (const image of IMAGES) cluster.run(`lab image set ${image} --reset`)
  // What remains of the others may be too few, or none.
  cluster.run('lab node add rescue')
  // With surge they may have piled up: while one waits for its back-off, the controller makes another.
  cluster.run('kubectl delete pods --field-selector status.phase=Failed --wait=false')
  cluster.applyAgent({ cpu: '100m', hostPort: false, strategy: { maxUnavailable: '50%', maxSurge: 0 } })
  if (cluster.traits.web) cluster.run('kubectl apply -f web.yaml')
  if (cluster.traits.logger) cluster.run('kubectl apply -f logger.yaml')
}

/** A node that came back with its Pod wakes nobody, so that the counts may be old: a change of the DaemonSets makes the controller look. */
export function touch(cluster: ClusterUnderFire, time: number): void {
  cluster.run(`kubectl annotate daemonset agent touched=${time} --overwrite`)
  if (cluster.traits.logger) cluster.run(`kubectl annotate daemonset logger -n logging touched=${time} --overwrite`)
}

function changedStrategy({ random, traits }: ClusterUnderFire) {
  const minReadySeconds = random.integer(3) * 4
  const kind = random.integer(traits.surge ? 8 : 5)
  if (kind === 0) return { strategy: 'OnDelete' as const, minReadySeconds }
  const strategy =
    kind < 5
      ? { maxUnavailable: BUDGETS[random.integer(BUDGETS.length)] ?? 1, maxSurge: 0 }
      : { maxUnavailable: 0, maxSurge: 1 + random.integer(2) }
  return { strategy, minReadySeconds }
}

function changedTemplate({ random }: ClusterUnderFire) {
  const yes = () => random.integer(4) === 0
  return {
    onlySsd: yes(),
    toleratesAll: yes(),
    probe: yes(),
    hostPort: yes(),
    cpu: yes() ? '1500m' : '100m',
    graceSeconds: random.integer(20),
    revisionHistoryLimit: random.integer(4),
  }
}

function onPod(cluster: ClusterUnderFire, line: (name: string, namespace: string) => string): void {
  const pod = cluster.pick(cluster.pods())
  if (pod !== undefined) cluster.run(line(pod.metadata.name, pod.metadata.namespace ?? ''))
}

function onNode(cluster: ClusterUnderFire, line: (name: string) => string): void {
  const node = cluster.pick(cluster.nodes())
  if (node !== undefined) cluster.run(line(node.metadata.name))
}

function onMachine(cluster: ClusterUnderFire, line: (name: string) => string): void {
  const machine = cluster.pick(cluster.engine.machines.list())
  if (machine !== undefined) cluster.run(line(machine.name))
}

function powerOn(cluster: ClusterUnderFire): void {
  const off = cluster.pick(cluster.engine.machines.list().filter(({ powered }) => !powered))
  if (off !== undefined) cluster.run(`lab node power-on ${off.name}`)
}

function untaint(cluster: ClusterUnderFire): void {
  const target = cluster.pick(ownTaints(cluster))
  if (target !== undefined) cluster.run(`kubectl taint node ${target}`)
}

/** `NODE KEY-` for every taint that did not come from a component. */
function ownTaints(cluster: ClusterUnderFire): string[] {
  return cluster
    .nodes()
    .flatMap(({ metadata, spec }) =>
      (spec?.taints ?? [])
        .filter(({ key }) => !key.includes('kubernetes.io'))
        .map(({ key }) => `${metadata.name} ${key}-`),
    )
}

function finalizers(name: string, namespace: string, list: string): string {
  return `kubectl patch pod ${name} -n ${namespace} --type merge -p '{"metadata":{"finalizers":${list}}}'`
}

function releaseFinalizers(cluster: ClusterUnderFire): void {
  const isHeld = (pod: Pod) => pod.metadata.finalizers?.includes('example.com/hold') === true && isTerminating(pod)
  for (const { metadata } of cluster.pods().filter(isHeld)) {
    cluster.run(finalizers(metadata.name, metadata.namespace ?? '', 'null'))
  }
}

function pauseOrResume(cluster: ClusterUnderFire): void {
  const { paused } = cluster
  const again = cluster.pick([...paused])
  if (again !== undefined && cluster.random.integer(3) > 0) {
    paused.delete(again)
    cluster.run(`lab component resume ${again}`)
    return
  }
  const name = cluster.pick(cluster.engine.componentNames())
  if (name === undefined) return
  paused.add(name)
  cluster.run(`lab component pause ${name}`)
}

function holdOrRelease(cluster: ClusterUnderFire): void {
  const { held } = cluster
  const again = cluster.pick([...held])
  if (again !== undefined && cluster.random.integer(3) > 0) {
    held.delete(again)
    cluster.run(`lab watch release ${again}`)
    return
  }
  const watch = `${cluster.pick(WATCHING_PROCESSES)} ${cluster.pick(HELD_RESOURCES)}`
  held.add(watch)
  cluster.run(`lab watch hold ${watch}`)
}
