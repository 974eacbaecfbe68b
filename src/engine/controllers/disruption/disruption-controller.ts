import { compareText } from '../../../base/compare-text'
import { controllerOf, type KubeObject, type OwnerReference, objectKey } from '../../../k8s/object'
import type { Pod } from '../../../k8s/pod'
import { type LabelSelector, matchesLabelSelector } from '../../../k8s/selector'
import { deepEqual } from '../../../k8s/share-unchanged'
import type { Component, ComponentContext } from '../../component'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'
import {
  type BudgetStatus,
  budgetStatus,
  DISRUPTION_TIMEOUT,
  failedStatus,
  needsScale,
  type PodDisruptionBudget,
} from './budget-status'

const RESOURCE = 'poddisruptionbudgets.policy'

interface Scalable extends KubeObject {
  readonly spec?: { readonly replicas?: number }
}

/** Workloads that have a scale; how their pods name them. */
const SCALABLE: Readonly<Record<string, string>> = {
  ReplicaSet: 'replicasets.apps',
  StatefulSet: 'statefulsets.apps',
  ReplicationController: 'replicationcontrollers',
}

/** Says in each PodDisruptionBudget how many more of its pods may be disrupted. */
// Models pkg/controller/disruption/disruption.go
export function startDisruptionController(context: ComponentContext): Component {
  const controller = new DisruptionController(context)
  return { pause: () => controller.queue.pause(), resume: () => controller.queue.resume() }
}

class DisruptionController {
  readonly queue: WorkQueue
  private readonly budgets: Informer<PodDisruptionBudget>
  private readonly pods: Informer<Pod>

  constructor(private readonly context: ComponentContext) {
    const { kernel, limiter, informers } = context
    this.queue = new WorkQueue({ name: 'disruption', kernel, limiter, sync: key => this.sync(key) })
    this.budgets = informers.informer<PodDisruptionBudget>(RESOURCE)
    this.pods = informers.informer<Pod>('pods')
    this.budgets.handle({
      added: budget => this.queue.add(objectKey(budget)),
      updated: (_, budget) => this.queue.add(objectKey(budget)),
    })
    this.pods.handle({
      added: pod => this.podChanged(pod),
      updated: (before, pod) => {
        if (before.metadata.labels !== pod.metadata.labels) this.podChanged(before)
        this.podChanged(pod)
      },
      removed: pod => this.podChanged(pod),
    })
  }

  private podChanged(pod: Pod): void {
    if (this.budgets.size === 0) return
    for (const budget of this.budgets.list()) if (selects(budget, pod)) this.queue.add(objectKey(budget))
  }

  // Models pkg/controller/disruption/disruption.go sync
  private *sync(key: string): Process {
    const budget = this.budgets.get(key)
    if (budget === undefined) return
    const { recorder, kernel } = this.context
    const pods: Pod[] = []
    for (const pod of this.pods.list()) if (selects(budget, pod)) pods.push(pod)
    if (pods.length === 0) recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found')
    const isScaled = needsScale(budget)
    const expected = isScaled ? this.expectedPods(pods) : pods.length
    if (typeof expected === 'string') {
      const message = `Failed to calculate the number of expected pods: ${expected}`
      recorder.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', message)
      yield* this.write(budget, failedStatus(budget, expected, kernel.now))
      return
    }
    if (isScaled && pods.some(pod => controllerOf(pod) === undefined)) {
      recorder.event(budget, 'Warning', 'UnmanagedPods', unmanagedText(budget))
    }
    const status = budgetStatus(budget, pods, expected, kernel.now)
    yield* this.write(budget, status)
    if (status.disruptedPods !== undefined) this.queue.addAfter(key, DISRUPTION_TIMEOUT)
  }

  private *write(budget: PodDisruptionBudget, status: BudgetStatus): Process {
    if (deepEqual(budget.status, status)) return
    const because = `${status.currentHealthy} healthy, ${status.desiredHealthy} must be`
    const { client } = this.context
    yield* request(() => client.update(RESOURCE, { ...budget, status }, { subresource: 'status', because }))
  }

  /** How many pods the workloads of these pods want together; a text says why that cannot be told. */
  // Models pkg/controller/disruption/disruption.go getExpectedScale
  private expectedPods(pods: readonly Pod[]): number | string {
    const scales = new Map<string, number>()
    for (const pod of pods) {
      const controller = controllerOf(pod)
      if (controller === undefined || scales.has(controller.uid)) continue
      const owner = this.scaleOf(pod.metadata.namespace, controller)
      if (owner === undefined) return `found no controllers for pod "${pod.metadata.name}"`
      if (typeof owner === 'string') return owner
      scales.set(owner.metadata.uid, owner.spec?.replicas ?? 0)
    }
    let sum = 0
    for (const scale of scales.values()) sum += scale
    return sum
  }

  // A Deployment's pods belong to its ReplicaSets, but it is the Deployment that says how many there should be.
  private scaleOf(namespace: string | undefined, reference: OwnerReference): Scalable | string | undefined {
    const resource = SCALABLE[reference.kind]
    if (resource === undefined) {
      const [group = ''] = reference.apiVersion.includes('/') ? reference.apiVersion.split('/') : []
      const plural = `${reference.kind.toLowerCase()}s`
      return `${group === '' ? plural : `${plural}.${group}`} does not implement the scale subresource`
    }
    const owner = this.find(resource, namespace, reference)
    const above = owner && controllerOf(owner)
    if (above?.kind !== 'Deployment') return owner
    return this.find('deployments.apps', namespace, above)
  }

  private find(resource: string, namespace: string | undefined, reference: OwnerReference): Scalable | undefined {
    const object = this.context.informers.informer<Scalable>(resource).get(`${namespace}/${reference.name}`)
    return object?.metadata.uid === reference.uid ? object : undefined
  }
}

// Models pkg/controller/disruption/disruption.go trySync
function unmanagedText({ spec }: PodDisruptionBudget): string {
  return (
    `Pods selected by this PodDisruptionBudget (selector: ${goSelector(spec.selector)}) were found to be unmanaged. ` +
    'As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. ' +
    'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.'
  )
}

/** A selector as Go prints it. */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/generated.pb.go LabelSelector.String
function goSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string {
  const labels = Object.entries(matchLabels).sort(([a], [b]) => compareText(a, b))
  const pairs = labels.map(([key, value]) => `${key}: ${value},`).join('')
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  )
  return `&LabelSelector{MatchLabels:map[string]string{${pairs}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`
}

function selects(budget: PodDisruptionBudget, pod: Pod): boolean {
  if (budget.metadata.namespace !== pod.metadata.namespace) return false
  return matchesLabelSelector(budget.spec.selector, pod.metadata.labels)
}
