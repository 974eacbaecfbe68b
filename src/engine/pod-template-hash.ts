import type { Fields } from '../base/fields'
import { utf8 } from '../k8s/base64'
import type { PodTemplate } from '../k8s/pod'
import { dumpObject } from './apiserver/decoding/dump-object'
import { safeEncode } from './safe-encode'

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * The hash of a pod template that names its revision (`controller-revision-hash`, `pod-template-hash`): a number in characters
 * that cannot spell a word. It covers the names of all fields there are, so each version of Kubernetes has hashes of its own;
 * we have those of 1.36.
 */
// Models pkg/controller/controller_utils.go ComputeHash
export function podTemplateHash(template: PodTemplate, collisionCount?: number): string {
  let hash = hashes.get(template)
  if (hash === undefined) {
    hash = fed(FNV_OFFSET, utf8(dumpObject('v1.PodTemplateSpec', template as unknown as Fields)))
    hashes.set(template, hash)
  }
  if (collisionCount === undefined) return safeEncode(hash)
  return safeEncode(fed(hash, [0, 8, 16, 24].map(bits => (collisionCount >>> bits) & 255).concat(0, 0, 0, 0)))
}

/** The same template is asked about until the revision that holds it has been seen. */
const hashes = new WeakMap<PodTemplate, number>()

function fed(hash: number, bytes: Iterable<number>): number {
  let next = hash
  for (const byte of bytes) next = Math.imul(next ^ byte, FNV_PRIME)
  return next
}
