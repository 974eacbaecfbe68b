import { matchesNodeSelector } from '../../k8s/node-affinity'
import { objectKey } from '../../k8s/object'
import type { NodeSelector, Pod } from '../../k8s/pod'
import type { ComponentContext } from '../component'
import type { Millis } from '../kernel/kernel'
import { findVolume } from '../runtime/find-volume'
import { type Process, request, runProcess } from '../runtime/process'
import type { StorageClass, Volume } from '../runtime/volume-objects'
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, type Claim, classNameOf } from '../runtime/volume-objects'
import type { PersistentVolumeClaim } from './filters/volume-claims'
import type { NodeInfo } from './node-info'
import { type Rejection, unresolvable } from './plugin'

const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
const NO_PROVISIONER = 'kubernetes.io/no-provisioner'
const LOOK_EVERY: Millis = 1_000
const PATIENCE: Millis = 600_000
const NO_VOLUME = unresolvable('VolumeBinding', "node(s) didn't find available persistent volumes to bind")

/** Claims whose class waits for the first Pod: where it runs decides on their volumes. */
export interface DelayedVolumes {
  /** Whether the claims could have volumes on a node; undefined when one of them does not wait for the Pod. */
  check(claims: readonly PersistentVolumeClaim[]): ((info: NodeInfo) => Rejection | undefined) | undefined
  /** Gives the claims their volumes for the node, and waits until they are bound. */
  bind(pod: Pod, node: NodeInfo, claims: readonly PersistentVolumeClaim[], finished: (error?: Error) => void): void
}

export type StartDelayedVolumes = (
  context: ComponentContext,
  retry: (claim: PersistentVolumeClaim) => void,
) => DelayedVolumes

/** `retry` is told of claims that might have a volume now. */
// Models pkg/scheduler/framework/plugins/volumebinding/binder.go
export const startDelayedVolumes: StartDelayedVolumes = (context, retry) => {
  const { informers } = context
  const classes = informers.informer<StorageClass>('storageclasses.storage.k8s.io')
  const claimsOf = informers.informer<Claim>('persistentvolumeclaims')
  const volumes = informers.informer<Volume & Reachable>('persistentvolumes')
  const classOf = (claim: Claim) => classes.get(classNameOf(claim))
  const news = (volume: Volume) => {
    for (const claim of claimsOf.list()) {
      if (!isBound(claim) && classNameOf(claim) === classNameOf(volume)) retry(claim)
    }
  }
  volumes.handle({ added: news, updated: (_, volume) => news(volume) })

  /** A volume for each claim, or none where one is to be made; undefined when the node cannot have them. */
  // Models binder.go findMatchingVolumes and checkVolumeProvisions
  const planFor = (
    claims: readonly Claim[],
    { name, labels }: NodeInfo,
  ): Map<Claim, Volume | undefined> | undefined => {
    const plan = new Map<Claim, Volume | undefined>()
    const reachable = [...volumes.list()].filter(({ spec: { nodeAffinity } }) => {
      const required = nodeAffinity?.required
      return required === undefined || matchesNodeSelector(required, { name, labels })
    })
    for (const claim of claims) {
      const selected = claim.metadata.annotations?.[SELECTED_NODE]
      if (selected !== undefined && selected !== name) return undefined
      const free = reachable.filter(volume => ![...plan.values()].includes(volume))
      const volume = selected === undefined ? findVolume(claim, free, false) : undefined
      const makes = classOf(claim)?.provisioner ?? NO_PROVISIONER
      if (volume === undefined && makes === NO_PROVISIONER) return undefined
      plan.set(claim, volume)
    }
    return plan
  }

  return {
    check(given) {
      const claims = given as readonly Claim[]
      if (claims.some(claim => classOf(claim)?.volumeBindingMode !== 'WaitForFirstConsumer')) return undefined
      return info => (planFor(claims, info) === undefined ? NO_VOLUME : undefined)
    },
    bind(pod, node, given, finished) {
      const claims = given as readonly Claim[]
      const { kernel, limiter } = context
      const until = kernel.now + PATIENCE
      const pods = informers.informer<Pod>('pods')
      const look = () => {
        if (pods.get(objectKey(pod))?.metadata.uid !== pod.metadata.uid) finished(goneError(context, pod))
        else if (claims.every(claim => isBound(claimsOf.get(objectKey(claim))))) finished()
        else if (kernel.now >= until) finished(new Error('context deadline exceeded'))
        else kernel.schedule(LOOK_EVERY, 'volumes of a pod', look, { idle: true })
      }
      const writes = writePlan(context, pod, node.name, planFor(claims, node) ?? new Map())
      runProcess(kernel, limiter, `volumes of ${pod.metadata.name}`, writes, error => {
        if (error !== undefined) finished(error instanceof Error ? error : new Error(String(error)))
        else kernel.schedule(LOOK_EVERY, 'volumes of a pod', look)
      })
    },
  }
}

interface Reachable {
  readonly spec: { readonly nodeAffinity?: { readonly required?: NodeSelector } }
}

function isBound(claim: Claim | undefined): boolean {
  return !!claim?.spec.volumeName && claim.metadata.annotations?.[BIND_COMPLETED] !== undefined
}

/** Nobody is left to put back: so it is told here. */
function goneError({ recorder }: ComponentContext, pod: Pod): Error {
  const message = `pod does not exist any more: pod ${JSON.stringify(pod.metadata.name)} not found`
  const text = `running PreBind plugin "VolumeBinding": binding volumes: ${message}`
  recorder.event(pod, 'Warning', 'FailedScheduling', text)
  return new Error(message)
}

// Models binder.go bindAPIUpdate, and schedule_one.go for the node that the Pod is promised meanwhile
function* writePlan(
  { client }: ComponentContext,
  { metadata }: Pod,
  node: string,
  plan: ReadonlyMap<Claim, Volume | undefined>,
): Process {
  const because = `pod ${metadata.name} is to run on ${node}`
  const status = { nominatedNodeName: node }
  const options = { subresource: 'status', because } as const
  yield* request(() => client.patch('pods', metadata.namespace, metadata.name, 'merge', { status }, options))
  for (const [claim, volume] of plan) {
    const { namespace, name, uid, resourceVersion } = claim.metadata
    if (volume === undefined) {
      const body = { metadata: { annotations: { [SELECTED_NODE]: node } } }
      yield* request(() => client.patch('persistentvolumeclaims', namespace, name, 'merge', body, { because }))
      continue
    }
    const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid, resourceVersion }
    const body = { metadata: { annotations: { [BOUND_BY_CONTROLLER]: 'yes' } }, spec: { claimRef } }
    yield* request(() => client.patch('persistentvolumes', undefined, volume.metadata.name, 'merge', body, { because }))
  }
}
