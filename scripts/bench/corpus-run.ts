// Applies every manifest of a folder on a cluster that fits it and rolls its DaemonSets out, twice. Argument: the folder. Prints JSON.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandLine } from '../../src/conformance/command-line'
import { replayManifest } from '../../src/conformance/manifests'
import { findRecordings } from '../../src/conformance/recordings'
import { outcomeOf } from '../../src/conformance/replay'
import { createEngine, type Engine } from '../../src/engine/index'
import type { HostPathKind } from '../../src/engine/kubelet/host-paths'
import { imageNameError } from '../../src/engine/kubelet/image-catalog'
import type { MachinesControl } from '../../src/engine/kubelet/machines-control'
import { ApiError } from '../../src/k8s/api-client'
import type { EventObject } from '../../src/k8s/event'
import type { KubeObject, NewObject } from '../../src/k8s/object'
import type { DaemonSet } from '../../src/k8s/workload'
import { readYamlDocuments, YamlError } from '../../src/k8s/yaml'
import type { CorpusFigures } from './corpus'
import { type FittingCluster, fittingCluster, identity, imageFor, isDaemonSet } from './fitting-cluster'

const PATIENCE = 3_600_000
const FILE = 'manifest.yaml'
const MISSING_KIND = /no matches for kind "([^"]+)" in version "([^"]+)"/g

const [folder = '', recordings = ''] = process.argv.slice(2)
const names = readdirSync(folder)
  .filter(name => /\.ya?ml$/.test(name))
  .sort()

/** Whether every recording of a manifest is repeated, by the manifest's file. */
function verdicts(file: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>()
  if (!existsSync(file)) return found
  for (const { path, recordings: entries } of findRecordings(file)) {
    for (const entry of entries) {
      const [, manifest = ''] = entry.name.split('/')
      const passed = outcomeOf(entry, replayManifest, path).difference === undefined
      found.set(`${manifest}.yaml`, passed && found.get(`${manifest}.yaml`) !== false)
    }
  }
  return found
}

function play(name: string, text: string): CorpusFigures {
  const started = performance.now()
  const documents = documentsOf(text)
  const cluster = fittingCluster(documents)
  const engine = createEngine({
    seed: 1,
    machines: cluster.machines.length > 0 ? cluster.machines : [{ name: 'node-1', booted: true }],
  })
  engine.runUntilSettled()
  prepareNodes(engine, cluster)
  const isWide = ({ metadata }: NewObject) => metadata.namespace === undefined
  const given = complete(engine, cluster.objects.filter(isWide))
  const terminal = new CommandLine(engine)
  terminal.writeFile(FILE, text)
  terminal.run(`kubectl apply -f ${FILE}`)
  // Its own namespaces are there now.
  given.push(
    ...complete(
      engine,
      cluster.objects.filter(object => !isWide(object)),
    ),
  )
  terminal.settle()
  // What its own definitions make known comes second, as for a person.
  const { err } = terminal.run(`kubectl apply -f ${FILE}`)
  const unknown = [...err.matchAll(MISSING_KIND)].map(([, kind, version]) => `${kind} (${version})`)
  const refusals = err
    .split('\n')
    .filter(line => line !== '' && !/no matches for kind|ensure CRDs|^Warning:/.test(line))
  const expected = documents.filter(isDaemonSet).length
  given.push(...fillImages(engine, terminal))
  const ready = roll(engine)
  for (const daemonSet of daemonSets(engine)) changeImage(engine, terminal, daemonSet)
  const rolled = roll(engine)
  return {
    name,
    daemonSets: expected,
    stored: daemonSets(engine).length,
    ...(recorded.has(name) ? { asRecorded: recorded.get(name) === true } : {}),
    ready: ready.length === 0,
    rolled: rolled.length === 0,
    seconds: (performance.now() - started) / 1000,
    virtualSeconds: Math.round(engine.now / 1000),
    added: [
      ...given,
      ...cluster.images.flatMap(([image, is]) => Object.keys(is).map(trait => `${trait} ${image}`)),
      ...cluster.extendedResources,
      ...[...cluster.hostPaths].map(([path, type]) => `${type} ${path}`),
    ],
    leftOut: [...new Set(unknown)],
    problems: [...new Set([...refusals, ...ready, ...rolled])],
  }
}

/** Lists unrolled; what cannot be read is kubectl's to say. */
function documentsOf(text: string): NewObject[] {
  let values: readonly { readonly value: unknown }[]
  try {
    values = readYamlDocuments(text)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    values = error.before
  }
  return values.flatMap(({ value }) => {
    const object = value as NewObject & { readonly items?: readonly NewObject[] }
    const objects = object.kind === 'List' ? (object.items ?? []) : [object]
    return objects.filter(({ kind, metadata }) => typeof kind === 'string' && metadata != null)
  })
}

function prepareNodes(engine: Engine, { extendedResources, hostPaths, images, machines }: FittingCluster): void {
  for (const [image, is] of images) engine.machines.setImage(image, is)
  const amount = (name: string) => (name.startsWith('hugepages-') ? '64Gi' : '8')
  const amounts = Object.fromEntries(extendedResources.map(name => [name, amount(name)]))
  for (const { name } of machines) {
    for (const [path, type] of hostPaths) (engine.machines as MachinesControl).makePath(name, path, kindOf(type))
    if (extendedResources.length === 0) continue
    const status = { capacity: amounts, allocatable: amounts }
    engine.client('bench').patch('nodes', undefined, name, 'merge', { status }, { subresource: 'status' })
  }
}

/**
 * Makes what is not there, and puts the keys in that are missing. Answers what it gave. What cannot be created, the manifest's
 * own fault, shows when it is applied.
 */
function complete(engine: Engine, objects: readonly NewObject[]): string[] {
  const client = engine.client('bench')
  const types = client.resourceTypes()
  const given: string[] = []
  for (const object of objects) {
    const { group, plural } = types.find(({ kind }) => kind === object.kind) ?? { group: '', plural: '' }
    const resource = group === '' ? plural : `${plural}.${group}`
    const { name, namespace } = object.metadata
    const there = client
      .list(resource, namespace === undefined ? {} : { namespace })
      .find(one => one.metadata.name === name)
    try {
      if (there === undefined) {
        client.create(resource, object)
        given.push(identity(object))
      } else {
        const missing = missingKeys(object, there)
        if (Object.keys(missing).length === 0) continue
        client.patch(resource, namespace, name ?? '', 'merge', { data: missing })
        given.push(`${Object.keys(missing).join(', ')} of ${identity(object)}`)
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
  return given
}

type WithData = { readonly data?: Readonly<Record<string, string>> }

function missingKeys(wanted: NewObject, there: KubeObject): Record<string, string> {
  const [{ data: needed = {} }, { data = {} }] = [wanted as WithData, there as WithData]
  return Object.fromEntries(Object.entries(needed).filter(([key]) => !Object.hasOwn(data, key)))
}

/** Templates name images by placeholders, which are no names of images. */
function fillImages(engine: Engine, terminal: CommandLine): string[] {
  return daemonSets(engine).flatMap(({ metadata, spec }) => {
    const { initContainers = [], containers } = spec.template.spec
    const placeholders = [...initContainers, ...containers].filter(({ image }) => imageNameError(image) !== undefined)
    if (placeholders.length === 0) return []
    const images = placeholders.map(({ name }) => `${name}=registry.example/filled-in:v1`).join(' ')
    terminal.run(`kubectl set image -n ${metadata.namespace} daemonset/${metadata.name} ${images}`)
    return placeholders.map(({ name, image }) => `an image for ${image} of ${name}`)
  })
}

/** `CharDevice` → `char-device`. */
const kindOf = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/, '-').toLowerCase() as HostPathKind

const CHANGED_IMAGE = 'registry.example/changed:v2'

function changeImage(engine: Engine, terminal: CommandLine, { metadata, spec }: DaemonSet): void {
  const [container] = spec.template.spec.containers
  engine.machines.setImage(CHANGED_IMAGE, imageFor(spec.template.spec, { ...container }))
  const { code, err } = terminal.run(
    `kubectl set image -n ${metadata.namespace} daemonset/${metadata.name} ${container?.name}=${CHANGED_IMAGE}`,
  )
  if (code !== 0) throw new Error(err)
  if (spec.updateStrategy.type !== 'OnDelete') return
  terminal.settle()
  const { matchLabels = {} } = spec.selector
  const selector = Object.entries(matchLabels)
    .map(pair => pair.join('='))
    .join(',')
  terminal.run(`kubectl delete pods -n ${metadata.namespace} -l ${selector} --wait=false`)
}

/** Lets time pass until every DaemonSet is complete; says which are not. */
function roll(engine: Engine): string[] {
  const until = engine.now + PATIENCE
  let waiting = unfinished(engine)
  while (waiting.length > 0 && (engine.nextEventTime() ?? Number.POSITIVE_INFINITY) < until) {
    engine.runUntil(engine.now + 5_000)
    waiting = unfinished(engine)
  }
  return waiting
}

function unfinished(engine: Engine): string[] {
  return daemonSets(engine).flatMap(({ metadata, status }) => {
    const {
      desiredNumberScheduled: desired,
      updatedNumberScheduled = 0,
      numberAvailable = 0,
      observedGeneration,
    } = status
    const isDone = desired > 0 && updatedNumberScheduled === desired && numberAvailable === desired
    if (isDone && observedGeneration === metadata.generation) return []
    const counts = `${numberAvailable} of ${desired} available, ${updatedNumberScheduled} up to date`
    return [`${metadata.name}: ${counts}${reasonOf(engine, metadata.namespace ?? '')}`]
  })
}

/** The last warning of the namespace, which mostly tells. */
function reasonOf(engine: Engine, namespace: string): string {
  const events = engine.client('bench').list('events', { namespace }) as readonly KubeObject[] as readonly EventObject[]
  const warning = events.findLast(({ type }) => type === 'Warning')
  return warning === undefined ? '' : ` (${warning.reason}: ${warning.message.slice(0, 160)})`
}

function daemonSets(engine: Engine): readonly DaemonSet[] {
  return engine.client('bench').list('daemonsets.apps') as readonly KubeObject[] as readonly DaemonSet[]
}

const recorded = verdicts(join(recordings, 'manifests', 'corpus.jsonl'))
console.log(JSON.stringify(names.map(name => play(name, readFileSync(join(folder, name), 'utf8')))))
