import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import { matchesLabelSelector } from '../../k8s/selector'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { namespaceIsExplicit, printWarnings } from '../command/invocation'
import { DEPRECATION_LOG } from '../output/log-line'
import type { reporter } from '../output/object-printer'
import type { ManifestObject } from '../resources/manifest-files'
import { mapKind } from '../resources/resource-mapper'

/** What --prune looks at, in this order. */
// Models staging/src/k8s.io/kubectl/pkg/util/prune/prune.go GetRESTMappings
const PRUNED = [
  ['v1', 'ConfigMap Endpoints PersistentVolumeClaim Pod ReplicationController Secret Service'],
  ['batch/v1', 'Job CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['apps/v1', 'DaemonSet Deployment ReplicaSet StatefulSet'],
] as const

/** Throws PlainError when --prune would take everything without having been told so. */
export function checkPrune({ flags }: Invocation): void {
  if (!flags.bool('prune')) return
  if (flags.bool('force')) throw new PlainError('--force cannot be used with --prune')
  if (flags.string('selector') === '' && !flags.bool('all')) {
    throw new PlainError(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
    )
  }
  if (flags.bool('server-side')) {
    throw new PlainError("--prune is in alpha and doesn't currently work on objects created by server-side apply")
  }
}

/** Whether -l takes a manifest. */
export function isSelected({ flags }: Invocation, object: NewObject): boolean {
  const selector = flags.string('selector')
  return selector === '' || matchesLabelSelector(parseLabelSelector(selector), object.metadata.labels)
}

/** Deletes what was applied before and is no longer in the files. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go
export function prune(
  invocation: Invocation,
  applied: readonly ManifestObject[],
  dryRun: 'none' | 'client' | 'server',
  report: ReturnType<typeof reporter> | undefined,
): void {
  const { client } = invocation.session
  const labelSelector = invocation.flags.string('selector')
  const kept = new Set(applied.map(each => `${each.type.kind}/${each.namespace ?? ''}/${each.name}`))
  const namespaces = new Set(applied.flatMap(each => each.namespace ?? []))
  if (!namespaceIsExplicit(invocation)) invocation.io.err(PRUNE_NOTE)
  for (const [apiVersion, kinds] of PRUNED) {
    for (const kind of kinds.split(' ')) {
      const type = mapKind(client, apiVersion, kind)
      if (type === undefined) continue
      for (const namespace of namespaces) {
        for (const object of client.list(resourceNameOf(type), { namespace, labelSelector })) {
          if (object.metadata.annotations?.[LAST_APPLIED_ANNOTATION] === undefined) continue
          if (kept.has(`${kind}/${namespace}/${object.metadata.name}`)) continue
          if (dryRun !== 'client') {
            const options = { dryRun: dryRun === 'server', because: 'pruned', propagationPolicy: 'Background' } as const
            client.delete(resourceNameOf(type), namespace, object.metadata.name, options)
          }
          report?.(type, object, 'pruned')
        }
      }
    }
  }
  printWarnings(invocation)
}

const PRUNE_NOTE = `${DEPRECATION_LOG} prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.\n`
