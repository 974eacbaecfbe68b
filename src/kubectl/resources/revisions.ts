import type { ApiClient } from '../../k8s/api-client'
import { goQuote } from '../../k8s/go-quote'
import { controllerOf, type KubeObject } from '../../k8s/object'
import type { PodTemplate } from '../../k8s/pod'
import { groupKindOf, type ResourceType } from '../../k8s/resources'
import { DEPLOYMENT_REVISION_ANNOTATION } from '../../k8s/well-known'
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet } from '../../k8s/workload'
import { CHANGE_CAUSE } from '../command/change-cause'

/** One revision of a workload: its number, its template, and why it was made. */
export interface Revision {
  readonly number: number
  readonly cause: string
  readonly template: PodTemplate
  /** What it is kept in: a ControllerRevision or a ReplicaSet. */
  readonly object: KubeObject
}

/** The revisions of a DaemonSet, StatefulSet or Deployment, oldest first; undefined for kinds that keep none. */
// Models staging/src/k8s.io/kubectl/pkg/polymorphichelpers/history.go
export function revisionsOf(client: ApiClient, object: KubeObject): readonly Revision[] | undefined {
  const owned = (resource: string, selector: DaemonSet['spec']['selector']) =>
    client
      .list(resource, {
        ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }),
        labelSelector: selector,
      })
      .filter(other => controllerOf(other)?.uid === object.metadata.uid)
  const bySize = (revisions: readonly Revision[]) => [...revisions].sort((a, b) => a.number - b.number)
  switch (object.kind) {
    case 'DaemonSet':
    case 'StatefulSet': {
      const revisions = owned('controllerrevisions.apps', (object as DaemonSet).spec.selector)
      return bySize(revisions.map(revision => fromControllerRevision(revision as ControllerRevision, object)))
    }
    case 'Deployment':
      return bySize(
        owned('replicasets.apps', (object as Deployment).spec.selector).map(set => fromReplicaSet(set as ReplicaSet)),
      )
    default:
      return undefined
  }
}

/** The kinds that kubectl has heard of when it looks for what undoes a rollout. */
// Models staging/src/k8s.io/kubectl/pkg/apps/kind_visitor.go Accept
const VISITED: ReadonlySet<string> = new Set([
  'DaemonSet.apps',
  'Deployment.apps',
  'Job.batch',
  'Pod',
  'ReplicaSet.apps',
  'ReplicationController',
  'StatefulSet.apps',
  'CronJob.batch',
])

/** Why nothing can be said of a kind's revisions. */
export function withoutRevisions(type: ResourceType, missing: 'rollbacker' | 'history viewer'): string {
  const kind = goQuote(groupKindOf(type))
  if (VISITED.has(groupKindOf(type))) return `no ${missing} has been implemented for ${kind}`
  const wanted = missing === 'rollbacker' ? missing : 'history'
  return `error retrieving ${wanted} for ${kind}, no visitor method exists for {${type.group} ${type.kind}}`
}

// A revision holds the template as a patch that replaces the one that is there.
type Stored = PodTemplate & { readonly $patch?: string }

function fromControllerRevision(revision: ControllerRevision, owner: KubeObject): Revision {
  const data = revision.data as { readonly spec?: { readonly template?: Stored } } | undefined
  const { $patch: _, ...template }: Stored = data?.spec?.template ?? (owner as DaemonSet).spec.template
  return {
    number: revision.revision,
    cause: revision.metadata.annotations?.[CHANGE_CAUSE] ?? '<none>',
    template: template as PodTemplate,
    object: revision,
  }
}

function fromReplicaSet(set: ReplicaSet): Revision {
  return {
    number: Number(set.metadata.annotations?.[DEPLOYMENT_REVISION_ANNOTATION] ?? '0'),
    cause: set.metadata.annotations?.[CHANGE_CAUSE] ?? '<none>',
    template: set.spec.template,
    object: set,
  }
}
