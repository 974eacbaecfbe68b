import { ApiError } from '../../../k8s/api-client'
import type { KubeObject, NewObject } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import type { StatefulSet } from '../../../k8s/stateful-set'
import type { ComponentContext } from '../../component'
import type { Informer } from '../../runtime/informer'
import { type Process, request, requestUnlessGone } from '../../runtime/process'
import type { StalenessGate } from '../../runtime/staleness-gate'
import { RetryError } from '../../runtime/work-queue'
import {
  claimNameOf,
  claimsOf,
  hasOtherController,
  hasRightOwners,
  hasStaleOwner,
  keepsScaledClaims,
  withRightOwners,
} from './claims'
import { ordinalOf } from './ordinals'
import { matchesSet, withSetIdentity } from './stateful-pod'

export const CLAIMS = 'persistentvolumeclaims'

type Verb = 'Create' | 'Update' | 'Delete'

/** Makes, corrects and deletes the pods of one set, and their claims, and says so. */
// Models pkg/controller/statefulset/stateful_pod_control.go
export class PodTasks {
  /** Claims that this pass has written: the cache does not show them yet. By name. */
  private readonly written = new Map<string, KubeObject>()

  constructor(
    private readonly context: ComponentContext,
    private readonly claims: Informer<KubeObject>,
    private readonly gate: StalenessGate,
    private readonly key: string,
    private readonly set: StatefulSet,
  ) {}

  // Models pkg/controller/statefulset/stateful_pod_control.go CreateStatefulPod
  *create(pod: NewObject, name: string, because: string): Process {
    yield* this.recorded('Create', name, this.createClaims(ordinalOf({ metadata: { name } }), name), true)
    let failure: unknown
    let created: Pod | undefined
    try {
      created = (yield* request(() => this.context.client.create('pods', pod, { because }))) as Pod
      this.wrote('pods', created)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.reason === 'AlreadyExists') throw error
      failure = error
    }
    if (created !== undefined) yield* this.recorded('Update', name, this.fixOwners(created), true)
    this.record('Create', name, failure)
    if (failure !== undefined) throw failure
  }

  *delete({ metadata }: Pod, because: string): Process {
    const { namespace, name } = metadata
    const { client } = this.context
    const deletion = requestUnlessGone(() => client.delete('pods', namespace, name, { because }))
    yield* this.recorded('Delete', name, deletion)
  }

  /** Gives the pod back what makes it this member of the set, and its claims their owners. */
  // Models pkg/controller/statefulset/stateful_pod_control.go UpdateStatefulPod
  *correct(pod: Pod): Process {
    const { name } = pod.metadata
    const fits = matchesSet(this.set, pod)
    if (fits && this.haveRightOwners(pod)) return
    if (!fits) yield* this.recorded('Update', name, this.createClaims(ordinalOf(pod), name), true)
    yield* this.recorded('Update', name, this.fixOwners(pod), true)
    yield* this.recorded('Update', name, this.update(fits ? pod : withSetIdentity(this.set, pod)))
  }

  private *update(pod: Pod): Process {
    const because = `${pod.metadata.name} is a member of StatefulSet ${this.set.metadata.name}`
    this.wrote('pods', yield* request(() => this.context.client.update('pods', pod, { because })))
  }

  /** Claims that are missing, for a pod that waits for them. */
  // Models pkg/controller/statefulset/stateful_pod_control.go createMissingPersistentVolumeClaims
  *createMissingClaims(pod: Pod): Process {
    yield* this.createClaims(ordinalOf(pod), pod.metadata.name)
    yield* this.recorded('Update', pod.metadata.name, this.fixOwners(pod), true)
  }

  // Models pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims
  private *createClaims(ordinal: number, podName: string): Process {
    const problems: string[] = []
    for (const claim of claimsOf(this.set, ordinal)) {
      const { name = '' } = claim.metadata
      const known = this.written.get(name) ?? this.claims.get(`${claim.metadata.namespace}/${name}`)
      if (known?.metadata.deletionTimestamp !== undefined) problems.push(`pvc ${name} is being deleted`)
      if (known !== undefined) continue
      try {
        const because = `${podName} needs a claim of its own`
        this.wrote(CLAIMS, yield* request(() => this.context.client.create(CLAIMS, claim, { because })))
        this.recordClaim(name, podName)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        problems.push(`failed to create PVC ${name}: ${error.message}`)
        if (error.status.reason !== 'AlreadyExists') this.recordClaim(name, podName, error.message)
      }
    }
    if (problems.length === 1) throw new RetryError(problems[0])
    if (problems.length > 1) throw new RetryError(`[${problems.join(', ')}]`)
  }

  /** A claim of the pod that was there before under this name would go with it: no new pod until then. */
  // Models pkg/controller/statefulset/stateful_pod_control.go PodClaimIsStale
  hasStaleClaim(pod: NewObject, ordinal: number): boolean {
    if (keepsScaledClaims(this.set)) return false
    const owner = { ...pod, metadata: { ...pod.metadata, uid: '' } } as KubeObject
    return this.ownClaims(ordinal).some(claim => hasStaleOwner(claim, owner))
  }

  // Models pkg/controller/statefulset/stateful_pod_control.go ClaimsMatchRetentionPolicy
  haveRightOwners(pod: Pod): boolean {
    const owners = { set: this.set, pod, ordinal: ordinalOf(pod) }
    return this.ownClaims(owners.ordinal).every(claim => hasRightOwners(claim, owners))
  }

  // Models pkg/controller/statefulset/stateful_pod_control.go UpdatePodClaimForRetentionPolicy
  *fixOwners(pod: Pod): Process {
    const owners = { set: this.set, pod, ordinal: ordinalOf(pod) }
    for (const claim of this.ownClaims(owners.ordinal)) {
      if (hasOtherController(claim, owners)) {
        const what = 'has a conflicting OwnerReference that acts as a manging controller'
        const message = `PersistentVolumeClaim ${claim.metadata.name} ${what}, the retention policy is ignored for this claim`
        this.context.recorder.event(this.set, 'Warning', 'ConflictingController', message)
      }
      if (hasRightOwners(claim, owners)) continue
      const because = `the retention policy of StatefulSet ${this.set.metadata.name}`
      const next = withRightOwners(claim, owners)
      yield* this.updateClaim(next, because)
    }
  }

  private *updateClaim(claim: KubeObject, because: string): Process {
    const { name } = claim.metadata
    try {
      this.wrote(CLAIMS, yield* request(() => this.context.client.update(CLAIMS, claim, { because })))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      throw new RetryError(`could not update claim ${name} for delete policy ownerRefs: ${error.message}`)
    }
  }

  private ownClaims(ordinal: number): readonly KubeObject[] {
    const templates = this.set.spec.volumeClaimTemplates ?? []
    return templates.flatMap(template => {
      const name = claimNameOf(this.set, template, ordinal)
      const claim = this.written.get(name) ?? this.claims.get(`${this.set.metadata.namespace}/${name}`)
      return claim === undefined ? [] : [claim]
    })
  }

  private wrote(resource: string, object: KubeObject): void {
    this.gate.wrote(this.key, this.set.metadata.uid, resource, object)
    if (resource === CLAIMS) this.written.set(object.metadata.name, object)
  }

  /** Does it and says how it went; `onlyFailure`: only if it went wrong. */
  private *recorded(verb: Verb, name: string, task: Process<unknown>, onlyFailure = false): Process {
    try {
      yield* task
    } catch (error) {
      this.record(verb, name, error)
      throw error
    }
    if (!onlyFailure) this.record(verb, name)
  }

  // Models pkg/controller/statefulset/stateful_pod_control.go recordPodEvent
  private record(verb: Verb, name: string, error?: unknown): void {
    const what = `${verb} Pod ${name} in StatefulSet ${this.set.metadata.name}`
    const { recorder } = this.context
    if (error === undefined) recorder.event(this.set, 'Normal', `Successful${verb}`, `${what} successful`)
    else if (error instanceof Error) {
      recorder.event(this.set, 'Warning', `Failed${verb}`, `${what} failed error: ${error.message}`)
    }
  }

  // Models pkg/controller/statefulset/stateful_pod_control.go recordClaimEvent
  private recordClaim(claim: string, pod: string, error?: string): void {
    const { name } = this.set.metadata
    const { recorder } = this.context
    if (error === undefined) {
      const message = `Create Claim ${claim} Pod ${pod} in StatefulSet ${name} success`
      recorder.event(this.set, 'Normal', 'SuccessfulCreate', message)
    } else {
      const message = `Create Claim ${claim} for Pod ${pod} in StatefulSet ${name} failed error: ${error}`
      recorder.event(this.set, 'Warning', 'FailedCreate', message)
    }
  }
}
