import type { KubernetesVersion } from '../../engine/version-behaviour'
import type { NewObject } from '../../k8s/object'
import { taintText } from '../../k8s/taints'
import { toYaml } from '../../kubectl/output/yaml-printer'
import type { LogEntry, Scenario } from '../../scenario/scenario'
import { createShell } from '../../shell/index'
import { Session } from '../../worker/session/session'
import type { Operation, Trace, TraceNode } from './trace'
import { TraceCluster } from './trace-cluster'
import { linesOf, nodeStateLines } from './trace-lines'

/** Enough for a person to read what was done. */
const BETWEEN_STEPS = 3_000
/** Pods are started and ended one after the other. */
const BETWEEN_LINES = 40
const FILE = 'manifest.yaml'
/** The recorder's control plane was impatient in some traces; the playground's takes as long as a real one does. */
const PATIENT = 10

/** A trace as a scenario that plays by itself, and the cluster as the last step left it. */
export interface PlayedTrace {
  readonly scenario: Scenario
  readonly cluster: TraceCluster
}

/** Plays the trace in a session, with command lines, and makes of what was done a script. */
export function playTrace(trace: Trace, version: KubernetesVersion): PlayedTrace {
  const opening: LogEntry[] = ['lab kubelet hold --all', ...trace.nodes.flatMap(nodeStateLines)].map(line => ({
    at: 0,
    line,
  }))
  const origin: Scenario = {
    format: 1,
    title: titleOf(trace),
    version,
    seed: 1,
    nodes: trace.nodes.map(scenarioNode),
    files: { [FILE]: firstManifest(trace) },
    log: opening,
    time: 0,
  }
  const session = new Session(origin, createShell)
  const cluster = new TraceCluster(trace, session.engine)
  for (const { do: operation } of trace.steps) {
    pass(session, BETWEEN_STEPS)
    cluster.settle()
    follow(session, cluster, operation, isImpatient(trace) ? PATIENT : 1)
    cluster.settle()
  }
  pass(session, BETWEEN_STEPS)
  const script = session.scenario().log.slice(opening.length)
  return { scenario: { ...origin, script, start: { entries: opening.length, time: 0 } }, cluster }
}

function follow(session: Session, cluster: TraceCluster, operation: Operation, patience: number): void {
  const files = operation.op === 'apply' ? { [FILE]: manifestOf(operation) } : undefined
  for (const line of linesOf(cluster, operation)) {
    session.run({ line, source: 'log', ...(files === undefined ? {} : { files }) })
    pass(session, BETWEEN_LINES)
  }
  switch (operation.op) {
    case 'addNode':
      cluster.learnGroups(operation.nodes)
      for (const { name } of operation.nodes) cluster.dark.delete(name)
      break
    case 'deleteNode':
      for (const name of cluster.nodesOf(operation)) cluster.dark.add(name)
      break
    case 'powerOff':
      cluster.dark.add(operation.node)
      break
    case 'powerOn':
      cluster.dark.delete(operation.node)
      break
    case 'wait':
      pass(session, operation.seconds * 1000 * patience)
      break
  }
}

function pass(session: Session, time: number): void {
  session.advance(Math.ceil(session.now) + time)
}

function manifestOf({ object, objects }: Extract<Operation, { readonly op: 'apply' }>): string {
  const all: readonly NewObject[] = objects ?? (object === undefined ? [] : [object])
  return all.map(one => toYaml(one)).join('---\n')
}

function firstManifest({ steps }: Trace): string {
  const applied = steps.find(step => step.do.op === 'apply')?.do
  return applied?.op === 'apply' ? manifestOf(applied) : ''
}

function isImpatient({ clusterArgs = [] }: Trace): boolean {
  return clusterArgs.some(argument => argument.startsWith('--node-monitor'))
}

function titleOf({ name, about }: Trace): string {
  const title = `${name}: ${about}`
  return title.length > 120 ? `${title.slice(0, 119)}…` : title
}

function scenarioNode({ name, labels, taints, cpu, memory, pods }: TraceNode) {
  return { name, labels, taints: taints.map(taintText), cpu, memory, pods }
}
