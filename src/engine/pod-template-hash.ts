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
  let hash = FNV_OFFSET
  const feed = (byte: number) => {
    hash = Math.imul(hash ^ byte, FNV_PRIME)
  }
  for (const byte of utf8(dumpObject('v1.PodTemplateSpec', template as unknown as Fields))) feed(byte)
  if (collisionCount !== undefined)
    for (let at = 0; at < 8; at++) feed(at < 4 ? (collisionCount >>> (8 * at)) & 255 : 0)
  return safeEncode(hash)
}
