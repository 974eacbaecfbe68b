import type { KubeObject } from '../../k8s/object'

const KNOWN = new WeakMap<KubeObject, string>()

/** The object's bytes when they were first asked for; it must not change afterwards. */
export function firstBytesOf(object: KubeObject): string {
  let bytes = KNOWN.get(object)
  if (bytes === undefined) {
    bytes = JSON.stringify(object)
    KNOWN.set(object, bytes)
  }
  return bytes
}
