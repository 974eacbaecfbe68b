import type { Fields } from '../base/fields'
import { fnv1a } from '../base/fnv'
import { utf8 } from '../k8s/base64'
import type { PodTemplate } from '../k8s/pod'
import { dumpObject } from './apiserver/decoding/dump-object'
import { safeEncode } from './safe-encode'

/**
 * The hash of a pod template that names its revision (`controller-revision-hash`, `pod-template-hash`): a number in characters
 * that cannot spell a word. It covers the names of all fields there are, so each version of Kubernetes has hashes of its own;
 * we have those of 1.36.
 */
// Models pkg/controller/controller_utils.go ComputeHash
export function podTemplateHash(template: PodTemplate, collisionCount?: number): string {
  let hash = hashes.get(template)
  if (hash === undefined) {
    hash = fnv1a(utf8(dumpObject('v1.PodTemplateSpec', template as unknown as Fields)))
    hashes.set(template, hash)
  }
  if (collisionCount === undefined) return safeEncode(hash)
  return safeEncode(fnv1a([0, 8, 16, 24].map(bits => (collisionCount >>> bits) & 255).concat(0, 0, 0, 0), hash))
}

/** The same template is asked about until the revision that holds it has been seen. */
const hashes = new WeakMap<PodTemplate, number>()
