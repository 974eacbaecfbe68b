import type { CommandWait } from '../../base/command'
import { ApiError, type WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import type { Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { ManifestObject } from '../resources/manifest-files'
import { waitUntil } from '../resources/wait-until'
import { cascadeOf, isGone } from './delete'

/** Whether a patch failed in a way that --force gets round. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go Patch
export function isRefusedChange(error: unknown): boolean {
  return error instanceof ApiError && (error.status.reason === 'Conflict' || error.status.reason === 'Invalid')
}

/** Deletes the live object and creates it as `modified`; when that fails, as it was. Throws the server's refusal. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/apply/patcher.go deleteAndCreate
export function* deleteAndCreate(
  { session, flags, io }: Invocation,
  manifest: ManifestObject,
  live: KubeObject,
  modified: NewObject,
  write: WriteOptions,
): Generator<CommandWait, KubeObject, void> {
  const { client } = session
  const { type, namespace, name } = manifest
  const resource = resourceNameOf(type)
  const grace = flags.int('grace-period')
  client.delete(resource, namespace, name, {
    ...write,
    propagationPolicy: cascadeOf(flags, text => io.err(text)),
    ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
  })
  const gone = yield* waitUntil(io, flags.duration('timeout'), () =>
    isGone(client, { type, namespace, name }, undefined),
  )
  if (!gone) throw new PlainError('context deadline exceeded')
  try {
    return client.create(resource, modified, write)
  } catch (error) {
    if (error instanceof ApiError) client.create(resource, withoutVersion(live), write)
    throw error
  }
}

function withoutVersion(live: KubeObject): NewObject {
  const { resourceVersion: _, ...metadata } = live.metadata
  return { ...live, metadata }
}
