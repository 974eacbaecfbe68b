import type { PatchType, WriteOptions } from '../../k8s/api-client'
import type { KubeObject, NewObject } from '../../k8s/object'
import { applyMergePatch } from '../../k8s/patch/json-merge-patch'
import { keyOf, type Request, type ServerContext } from './request'
import { conflict, MODIFIED, notFound } from './status-errors'
import { replaceStored } from './updating'

export interface PatchRequest {
  readonly namespace: string | undefined
  readonly name: string
  readonly type: PatchType
  readonly body: unknown
}

// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
export function patchObject(
  server: ServerContext,
  request: Request,
  patch: PatchRequest,
  options: WriteOptions,
): KubeObject {
  const stored = server.store.get(request.resource, keyOf(request.type, patch.namespace, patch.name))
  if (stored === undefined) throw notFound(request.type, patch.name)
  const patched = applyMergePatch(stored, patch.body) as NewObject
  const { resourceVersion } = patched.metadata
  if (resourceVersion !== undefined && resourceVersion !== stored.metadata.resourceVersion) {
    throw conflict(request.type, patch.name, MODIFIED)
  }
  return replaceStored(server, request, stored, patched, options)
}
