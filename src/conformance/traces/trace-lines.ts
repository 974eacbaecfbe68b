import { shellWord } from '../../base/shell-word'
import type { PodAct } from '../../engine/machines'
import type { Node, Taint } from '../../k8s/node'
import type { Pod } from '../../k8s/pod'
import { taintText } from '../../k8s/taints'
import { KUBELET_ACTS, LIVE, PRESSURES, revisionName } from './operations'
import type { Operation, TraceNode } from './trace'
import type { TraceCluster } from './trace-cluster'

/** The command lines with which a person does to our cluster what the step did to the real one. `apply` is `manifest.yaml`. */
export function linesOf(cluster: TraceCluster, operation: Operation): readonly string[] {
  switch (operation.op) {
    case 'apply':
      return ['kubectl apply -f manifest.yaml']
    case 'undo': {
      const { name, toRevision } = operation
      return [`kubectl rollout undo daemonset/${name}${toRevision === undefined ? '' : ` --to-revision=${toRevision}`}`]
    }
    case 'restart':
      return [`kubectl rollout restart daemonset/${operation.name}`]
    case 'patch': {
      const { kind, name, type = 'merge', body } = operation
      return [`kubectl patch ${kind.toLowerCase()} ${name} --type ${type} -p ${shellWord(JSON.stringify(body))}`]
    }
    case 'delete':
      return [deleteLine(cluster, operation)]
    case 'addNode':
      return operation.nodes.flatMap(addNodeLines)
    case 'deleteNode':
      return cluster.nodesOf(operation).map(node => `lab node remove ${node}`)
    case 'label':
      return cluster
        .nodesOf(operation)
        .map(node => `kubectl label node ${node} ${labelWords(operation.labels)} --overwrite`)
    case 'taint':
      return cluster.nodesOf(operation).flatMap(node => taintLines(cluster, node, operation.taints))
    case 'cordon':
    case 'uncordon':
      return cluster.nodesOf(operation).map(node => `kubectl ${operation.op} ${node}`)
    case 'deletePod':
      return cluster.select(operation.sel ?? {}, LIVE).map(pod => deletePodLine(pod, operation.gracePeriodSeconds))
    case 'labelPod':
      return cluster
        .select(operation.sel ?? {}, '')
        .map(({ metadata }) => `kubectl label pod ${podWords(metadata)} ${labelWords(operation.labels)} --overwrite`)
    case 'removeFinalizers':
      return cluster
        .select(operation.sel ?? {}, '')
        .map(
          ({ metadata }) =>
            `kubectl patch pod ${podWords(metadata)} --type merge -p '{"metadata":{"finalizers":null}}'`,
        )
    case 'nodeReady':
      return [`lab node set ${operation.node} --ready=${operation.ready}`]
    case 'pressure':
      return [`lab node set ${operation.node} --${PRESSURES[operation.type]}-pressure=${operation.on}`]
    case 'powerOff':
      return [`lab kubelet stop ${operation.node}`]
    case 'powerOn':
      return [`lab kubelet start ${operation.node}`]
    case 'wait':
      return []
    default: {
      const { act, states } = KUBELET_ACTS[operation.op]
      const pods = cluster.select(operation.sel ?? {}, states)
      return pods.filter(pod => isReached(cluster, pod)).map(pod => actLine(pod, act))
    }
  }
}

/** What a trace's nodes need besides what a scenario says of them. */
export function nodeStateLines({ name, unschedulable, ready = true }: TraceNode): readonly string[] {
  return [
    ...(unschedulable ? [`kubectl cordon ${name}`] : []),
    ...(ready ? [] : [`lab node set ${name} --ready=false`]),
  ]
}

function isReached(cluster: TraceCluster, { spec }: Pod): boolean {
  return spec.nodeName !== undefined && spec.nodeName !== '' && !cluster.dark.has(spec.nodeName)
}

/** The Pod's name, with its namespace where it is not the usual one. */
function podWords({ name, namespace = 'default' }: Pod['metadata']): string {
  return namespace === 'default' ? name : `${name} -n ${namespace}`
}

const actLine = ({ metadata }: Pod, act: PodAct) => `lab pod ${act} ${podWords(metadata)}`

function deletePodLine({ metadata }: Pod, grace: number | undefined): string {
  const line = `kubectl delete pod ${podWords(metadata)} --wait=false`
  if (grace === undefined) return line
  return grace === 0 ? `${line} --grace-period=0 --force` : `${line} --grace-period=${grace}`
}

function deleteLine(cluster: TraceCluster, operation: Extract<Operation, { readonly op: 'delete' }>): string {
  const { kind, of = '', revision = 0, cascade, gracePeriodSeconds } = operation
  const name = operation.name ?? revisionName(cluster, of, revision)
  const flags = [
    ...(cascade === undefined ? [] : [`--cascade=${cascade}`]),
    ...(gracePeriodSeconds === undefined ? [] : [`--grace-period=${gracePeriodSeconds}`]),
  ]
  return ['kubectl delete', kind.toLowerCase(), name, '--wait=false', ...flags].join(' ')
}

function addNodeLines(node: TraceNode): string[] {
  const labels = Object.entries(node.labels).map(pair => pair.join('='))
  const words = [
    ...(labels.length === 0 ? [] : [`--labels ${labels.join(',')}`]),
    ...(node.taints.length === 0 ? [] : [`--taints ${node.taints.map(taintText).join(',')}`]),
    `--cpu ${node.cpu} --memory ${node.memory} --pods ${node.pods} --booted`,
  ]
  return [`lab node add ${node.name} ${words.join(' ')}`, ...nodeStateLines(node)]
}

function labelWords(labels: Readonly<Record<string, string | null>>): string {
  return Object.entries(labels)
    .map(([key, value]) => (value === null ? `${key}-` : `${key}=${value}`))
    .join(' ')
}

/** A step names all the taints that a person wants on the node; what components put there stays. */
function taintLines(cluster: TraceCluster, name: string, wanted: readonly Taint[]): string[] {
  const node = cluster.client.get('nodes', undefined, name) as Node
  const present = (node.spec.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/'))
  const isIn = (taints: readonly Taint[], { key, effect }: Taint) =>
    taints.some(taint => taint.key === key && taint.effect === effect)
  const words = [
    ...present.filter(taint => !isIn(wanted, taint)).map(({ key, effect }) => `${key}:${effect}-`),
    ...wanted.map(taintText),
  ]
  return words.length === 0 ? [] : [`kubectl taint node ${name} ${words.join(' ')} --overwrite`]
}
