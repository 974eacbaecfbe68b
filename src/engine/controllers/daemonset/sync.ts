import { ApiError } from '../../../k8s/api-client'
import type { Pod } from '../../../k8s/pod'
import { isTerminating } from '../../../k8s/pod-conditions'
import { isEmptySelector, matchesLabelSelector } from '../../../k8s/selector'
import type { ControllerRevision, DaemonSet } from '../../../k8s/workload'
import type { ComponentContext } from '../../component'
import { claimObjects } from '../../runtime/claim-pods'
import { objectsOfController, orphansIn } from '../../runtime/controller-index'
import type { Expectations } from '../../runtime/expectations'
import type { Informer } from '../../runtime/informer'
import { type Process, request } from '../../runtime/process'
import type { StalenessGate } from '../../runtime/staleness-gate'
import { RetryError } from '../../runtime/work-queue'
import { type CarryOut, carryOut } from './carry-out'
import type { DaemonNodes } from './daemon-nodes'
import type { PodBackoff } from './failed-pod-backoff'
import { cleanUpHistory, constructHistory, type History } from './history'
import { type ManagePlan, planManage } from './manage'
import type { NodeFacts } from './node-facts'
import { revisionHash } from './revisions'
import { assessRollout, chooseRollout } from './rolling-update'
import { countStatus, saysStatus, withCounts } from './status'

const DAEMON_SETS = 'daemonsets.apps'

/** What a sync has at hand: its caches, and what it must remember from one time to the next. */
export interface SyncTools {
  readonly context: ComponentContext
  readonly daemonSets: Informer<DaemonSet>
  readonly pods: Informer<Pod>
  readonly revisions: Informer<ControllerRevision>
  readonly expectations: Expectations
  readonly gate: StalenessGate
  readonly backoff: PodBackoff
  nodesOf(daemonSet: DaemonSet): DaemonNodes
  /** Notes on which nodes the DaemonSet waits for room. */
  suspend(key: string, nodes: readonly string[]): void
  /** Calls the sync again after that many milliseconds. */
  wakeAfter(key: string, delay: number, options?: { awaited?: boolean }): void
}

/** One pass over one DaemonSet: look, decide, do, and write down how things stand. */
// Models pkg/controller/daemon/daemon_controller.go syncDaemonSet
export function* syncDaemonSet(tools: SyncTools, key: string): Process {
  tools.gate.check(key)
  const daemonSet = tools.daemonSets.get(key)
  if (daemonSet === undefined) {
    tools.expectations.forget(key)
    tools.gate.clear(key)
    return
  }
  if (isEmptySelector(daemonSet.spec.selector)) {
    const message = 'This daemon set is selecting all pods. A non-empty selector is required.'
    tools.context.recorder.event(daemonSet, 'Warning', 'SelectingAll', message)
    return
  }
  if (daemonSet.metadata.deletionTimestamp !== undefined) return
  yield* new DaemonSetSync(tools, key, daemonSet).run()
}

class DaemonSetSync {
  private hash = ''

  constructor(
    private readonly tools: SyncTools,
    private readonly key: string,
    private readonly daemonSet: DaemonSet,
  ) {}

  *run(): Process {
    const { context, revisions, expectations } = this.tools
    const candidates = objectsOfController(revisions, this.daemonSet, true)
    const history = yield* constructHistory(context, this.daemonSet, candidates, () => this.ownPods())
    this.hash = revisionHash(history.current) ?? ''
    if (!expectations.satisfied(this.key)) {
      yield* this.updateStatus(undefined)
      return
    }
    let failure: unknown
    try {
      yield* this.update(history)
    } catch (error) {
      if (!context.behaviour.countsAfterRefusal) throw error
      failure = error
    }
    try {
      yield* this.updateStatus(this.daemonSet.metadata.generation)
    } catch (error) {
      failure ??= error
    }
    if (failure !== undefined) throw failure
  }

  // Models pkg/controller/daemon/daemon_controller.go updateDaemonSet
  private *update({ old }: History): Process {
    yield* this.manage()
    if (this.tools.expectations.satisfied(this.key)) yield* this.roll()
    yield* cleanUpHistory(this.tools.context, this.daemonSet, old, () => this.ownPods())
  }

  private *manage(): Process {
    const { backoff, context } = this.tools
    const now = context.kernel.now
    const nodes = yield* this.claimAndLook()
    const plan = planManage({ behaviour: context.behaviour, daemonSet: this.daemonSet, nodes, backoff, now })
    this.announce(plan, now)
    yield* carryOut(this.task(), plan)
    const failed = plan.ended.filter(ended => ended.failed).length
    if (failed === 0 || !context.behaviour.stopsAtFailedPods) return
    throw new RetryError(`deleted ${failed} failed pods of DaemonSet ${this.key}`)
  }

  private announce({ ended, waits, full }: ManagePlan, now: number): void {
    const { backoff, context } = this.tools
    for (const { pod, node, failed } of ended) {
      const name = `${pod.pod.metadata.namespace}/${pod.name} on node ${node}`
      if (failed) {
        backoff.advance(this.daemonSet, node, now)
        const message = `Found failed daemon pod ${name}, will try to kill it`
        context.recorder.event(this.daemonSet, 'Warning', 'FailedDaemonPod', message)
      } else {
        const message = `Found succeeded daemon pod ${name}, will try to delete it`
        context.recorder.event(this.daemonSet, 'Normal', 'SucceededDaemonPod', message)
      }
    }
    for (const { node, shortage } of full) {
      const message = `failed to place pod on ${JSON.stringify(node)}: ${shortage}`
      context.recorder.event(this.daemonSet, 'Warning', 'FailedPlacement', message)
    }
    this.tools.suspend(
      this.key,
      full.map(({ node }) => node),
    )
    for (const wait of waits) this.tools.wakeAfter(this.key, wait)
  }

  private *roll(): Process {
    if (this.daemonSet.spec.updateStrategy.type !== 'RollingUpdate') return
    const { kernel, behaviour } = this.tools.context
    const nodes = yield* this.claimAndLook()
    const assessment = assessRollout(this.daemonSet, nodes, kernel.now, behaviour)
    if (assessment.missingNode !== undefined) {
      const { missingNode } = assessment
      throw new RetryError(`couldn't get node for nodeName "${missingNode}": node "${missingNode}" not found`)
    }
    yield* carryOut(this.task(), chooseRollout(assessment, kernel.random('daemonset rollout')))
  }

  // Models pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus
  private *updateStatus(observed: number | undefined): Process {
    const nodes = yield* this.claimAndLook()
    const counts = countStatus(nodes, this.tools.context.kernel.now)
    if (!saysStatus(this.daemonSet, counts)) {
      yield* this.storeStatus(daemonSet => withCounts(daemonSet.status, counts, observed))
    }
    const minReadySeconds = this.daemonSet.spec.minReadySeconds ?? 0
    if (minReadySeconds > 0 && counts.ready !== counts.available) {
      this.tools.wakeAfter(this.key, minReadySeconds * 1000, { awaited: true })
    }
  }

  // Models pkg/controller/daemon/daemon_controller.go storeDaemonSetStatus
  private *storeStatus(statusOf: (daemonSet: DaemonSet) => DaemonSet['status']): Process {
    const { client } = this.tools.context
    const store = (daemonSet: DaemonSet) => () =>
      client.update(DAEMON_SETS, { ...daemonSet, status: statusOf(daemonSet) }, { subresource: 'status' })
    const { namespace, name, uid } = this.daemonSet.metadata
    try {
      this.tools.gate.wrote(this.key, uid, DAEMON_SETS, yield* request(store(this.daemonSet)))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const fresh = (yield* request(() => client.get(DAEMON_SETS, namespace, name))) as DaemonSet
      this.tools.gate.wrote(this.key, uid, DAEMON_SETS, yield* request(store(fresh)))
    }
  }

  /** The facts of all nodes, after orphans have been adopted and strays released. */
  // Models pkg/controller/daemon/daemon_controller.go getNodesToDaemonPods
  private *claimAndLook(): Process<readonly NodeFacts[]> {
    const nodes = this.tools.nodesOf(this.daemonSet)
    const facts = nodes.look(this.daemonSet, this.hash)
    const orphans = this.wantedOrphans(nodes)
    const candidates = [...nodes.strayPods(), ...orphans]
    if (candidates.length === 0) return facts
    const claimed = yield* claimObjects<Pod>({
      client: this.tools.context.client,
      owner: this.daemonSet,
      ownerResource: DAEMON_SETS,
      selector: this.daemonSet.spec.selector,
      resource: 'pods',
      candidates,
    })
    for (const pod of claimed) {
      this.tools.gate.wrote(this.key, this.daemonSet.metadata.uid, 'pods', pod)
      nodes.assume(pod)
    }
    return nodes.look(this.daemonSet, this.hash)
  }

  private wantedOrphans(nodes: DaemonNodes): Pod[] {
    const { selector } = this.daemonSet.spec
    return orphansIn(this.tools.pods, this.daemonSet.metadata.namespace).filter(
      pod => matchesLabelSelector(selector, pod.metadata.labels) && !isTerminating(pod) && !nodes.isAssumed(pod),
    )
  }

  /** All pods of the DaemonSet, those that are both deleted and ended too. */
  private ownPods(): Pod[] {
    const { selector } = this.daemonSet.spec
    const pods = objectsOfController(this.tools.pods, this.daemonSet)
    return pods.filter(pod => matchesLabelSelector(selector, pod.metadata.labels))
  }

  private task(): CarryOut {
    const { context, expectations, gate } = this.tools
    return { context, expectations, gate, key: this.key, daemonSet: this.daemonSet, hash: this.hash }
  }
}
