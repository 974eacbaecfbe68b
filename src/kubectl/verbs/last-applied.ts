import { parseJson } from '../../k8s/big-integer'
import { toGoJson } from '../../k8s/go-json'
import type { KubeObject, NewObject } from '../../k8s/object'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'

/** The object with its own text in the annotation that later applies compare with. */
// Models staging/src/k8s.io/kubectl/pkg/util/apply.go GetModifiedConfiguration
export function withLastApplied(object: NewObject): NewObject {
  const bare = withoutLastApplied(object)
  const { annotations } = bare.metadata
  return {
    ...bare,
    metadata: { ...bare.metadata, annotations: { ...annotations, [LAST_APPLIED_ANNOTATION]: `${toGoJson(bare)}\n` } },
  }
}

/** What apply was last given for the object; undefined when it never was, or when nobody can read it. */
export function lastApplied(live: KubeObject): unknown {
  const text = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION]
  if (text === undefined) return undefined
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** The object without the annotation, as it is written into it: annotations are there even when empty. */
export function withoutLastApplied(object: NewObject): NewObject {
  const { [LAST_APPLIED_ANNOTATION]: _, ...annotations } = object.metadata.annotations ?? {}
  return { ...object, metadata: { ...object.metadata, annotations } }
}
