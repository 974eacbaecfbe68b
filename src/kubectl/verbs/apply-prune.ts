import { parseLabelSelector } from '../../k8s/label-selector-parser'
import type { KubeObject, NewObject } from '../../k8s/object'
import { type ResourceType, resourceNameOf } from '../../k8s/resources'
import { matchesLabelSelector } from '../../k8s/selector'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import { printWarnings } from '../command/invocation'
import type { reporter } from '../output/object-printer'
import { prunable } from './prunable'

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

/** Deletes what was applied before and is no longer in the files. `applied`: with what was made of it. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go
export function prune(
  invocation: Invocation,
  allowed: readonly ResourceType[],
  applied: readonly KubeObject[],
  dryRun: 'none' | 'client' | 'server',
  report: ReturnType<typeof reporter> | undefined,
): void {
  const { client } = invocation.session
  const visited = applied.map(({ metadata: { namespace, uid } }) => ({ namespace, uid }))
  for (const { type, object } of prunable(invocation, allowed, visited)) {
    const { namespace, name } = object.metadata
    if (dryRun !== 'client') {
      const options = { dryRun: dryRun === 'server', because: 'pruned', propagationPolicy: 'Background' } as const
      client.delete(resourceNameOf(type), namespace, name, options)
    }
    report?.(type, object, 'pruned')
  }
  printWarnings(invocation)
}
