import type { WriteOptions } from '../../k8s/api-client'
import type { KubeObject } from '../../k8s/object'
import { createMergePatch } from '../../k8s/patch/json-merge-patch'
import { mergeSchemaOf } from '../../k8s/patch/merge-schema'
import { twoWayStrategicPatch } from '../../k8s/patch/strategic-diff'
import { resourceNameOf } from '../../k8s/resources'
import type { KubectlSession } from '../kubectl-session'
import type { LiveTarget } from './visit-targets'

/** The patch that makes the target `modified`, and of which type; empty when there is nothing to change. */
export function patchBetween({ object }: LiveTarget, modified: Readonly<Record<string, unknown>>) {
  const schema = mergeSchemaOf(object.apiVersion, object.kind)
  const patch =
    schema === undefined ? createMergePatch(object, modified) : twoWayStrategicPatch(object, modified, schema)
  return { patch, type: schema === undefined ? 'merge' : 'strategic' } as const
}

/** Sends the patch that makes the target `modified`; undefined when there is nothing to change. */
export function patchTo(
  { client }: KubectlSession,
  target: LiveTarget,
  modified: Readonly<Record<string, unknown>>,
  options: WriteOptions,
): KubeObject | undefined {
  const { patch, type } = patchBetween(target, modified)
  if (Object.keys(patch).length === 0) return undefined
  return client.patch(resourceNameOf(target.type), target.namespace, target.name, type, patch, options)
}
