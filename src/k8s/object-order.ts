import { compareText } from '../base/compare-text'
import type { KubeObject } from './object'

/** Orders objects of one kind by the keys they are stored under, as the server lists them: `a-b/x` before `a/x`. For `sort`. */
export function compareStorageKeys(a: KubeObject, b: KubeObject): number {
  const [one, other] = [a.metadata.namespace, b.metadata.namespace]
  return one === other ? compareText(a.metadata.name, b.metadata.name) : compareText(`${one}/`, `${other}/`)
}
