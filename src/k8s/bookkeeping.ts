import type { KubeObject } from './object'
import { LAST_APPLIED_ANNOTATION } from './well-known'

const SERVER_FIELDS = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'generateName',
  'selfLink',
]

/** The object as a person would write it down: without what server and kubectl keep in its metadata. Its status stays. */
export function withoutBookkeeping(object: KubeObject): object {
  const metadata: Record<string, unknown> = { ...object.metadata }
  for (const field of SERVER_FIELDS) delete metadata[field]
  const { [LAST_APPLIED_ANNOTATION]: _, ...annotations } = object.metadata.annotations ?? {}
  if (Object.keys(annotations).length === 0) delete metadata.annotations
  else metadata.annotations = annotations
  return { ...object, metadata }
}
