import type { ApiClient } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import { apiVersionOf, type ResourceType, resourceNameOf } from '../../k8s/resources'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { DEPRECATION_LOG } from '../output/log-line'
import { mapKind } from '../resources/resource-mapper'

/** What --prune looks at, in this order, unless --prune-allowlist says something else. */
// Models staging/src/k8s.io/kubectl/pkg/util/prune/prune.go GetRESTMappings
const DEFAULT_KINDS = [
  ['v1', 'ConfigMap Endpoints PersistentVolumeClaim Pod ReplicationController Secret Service'],
  ['batch/v1', 'Job CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['apps/v1', 'DaemonSet Deployment ReplicaSet StatefulSet'],
  ['v1', 'Namespace PersistentVolume'],
] as const

const NOTE = `${DEPRECATION_LOG} prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.\n`

/** The kinds of --prune-allowlist; empty when the usual ones are meant. Throws PlainError. */
// Models prune.go ParseResources
export function allowedKinds({ flags, session }: Invocation): readonly ResourceType[] {
  return flags.list('prune-allowlist').map(text => {
    const [group = '', version = '', kind = '', ...more] = text.split('/')
    if (kind === '' || more.length > 0) {
      throw new PlainError(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`)
    }
    const apiVersion = group === 'core' || group === '' ? version : `${group}/${version}`
    const type = session.client.resourceTypes().find(each => each.kind === kind && apiVersionOf(each) === apiVersion)
    if (type === undefined) throw new PlainError(`no matches for kind "${kind}" in version "${apiVersion}"`)
    return type
  })
}

/** What was applied before in the namespaces of `applied`, and is no longer in the files. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go and diff/prune.go pruneAll
export function* prunable(
  { session: { client }, flags, io }: Invocation,
  allowed: readonly ResourceType[],
  applied: readonly { readonly namespace: string | undefined; readonly uid: string }[],
): Generator<{ readonly type: ResourceType; readonly object: KubeObject }, void> {
  if (allowed.length === 0) io.err(NOTE)
  const types = allowed.length === 0 ? usualKinds(client) : allowed
  const kept = new Set(applied.map(({ uid }) => uid))
  const namespaces = [...new Set(applied.flatMap(({ namespace }) => namespace ?? []))]
  const labelSelector = flags.string('selector')
  const rounds: readonly (readonly [readonly ResourceType[], string | undefined])[] = [
    ...namespaces.map(namespace => [types.filter(type => type.namespaced), namespace] as const),
    [types.filter(type => !type.namespaced), undefined],
  ]
  for (const [kinds, namespace] of rounds) {
    for (const type of kinds) {
      const where = namespace === undefined ? {} : { namespace }
      for (const object of client.list(resourceNameOf(type), { ...where, labelSelector })) {
        const { annotations, uid } = object.metadata
        if (annotations?.[LAST_APPLIED_ANNOTATION] !== undefined && !kept.has(uid)) yield { type, object }
      }
    }
  }
}

function usualKinds(client: ApiClient): readonly ResourceType[] {
  return DEFAULT_KINDS.flatMap(([apiVersion, kinds]) =>
    kinds.split(' ').flatMap(kind => mapKind(client, apiVersion, kind) ?? []),
  )
}
