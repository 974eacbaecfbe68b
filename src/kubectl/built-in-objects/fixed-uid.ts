import { sha256 } from '../../base/sha256'
import { utf8 } from '../../k8s/base64'

/** The same in every cluster: it follows from what it belongs to. */
export function fixedUid(text: string): string {
  const [, a, b, c, d, e] = /^(.{8})(.{4})(.{3})(.{3})(.{12})/.exec(sha256(utf8(text))) ?? []
  return `${a}-${b}-4${c}-8${d}-${e}`
}
