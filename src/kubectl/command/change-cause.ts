import type { KubeObject, NewObject } from '../../k8s/object'
import type { Invocation } from './command-spec'

/** The annotation that `rollout history` shows. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** With --record, the object as it is with the command in an annotation: its arguments, then its flags in the order given. */
// Models staging/src/k8s.io/cli-runtime/pkg/genericclioptions/record_flags.go
export function recorded<T extends KubeObject | NewObject>({ flags, path, args }: Invocation, object: T): T {
  if (!flags.bool('record')) return object
  const cause = `${[path, ...args].join(' ')}${flags.asGiven()}`
  const { metadata } = object
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, [CHANGE_CAUSE]: cause } } }
}
