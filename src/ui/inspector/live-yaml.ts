import { withoutBookkeeping } from '../../k8s/bookkeeping'
import type { KubeObject } from '../../k8s/object'
import { readableYaml } from '../../k8s/readable-yaml'

/** The object as YAML; without `everything`, the bookkeeping of server and kubectl is left out. */
export function liveYaml(object: KubeObject, everything: boolean): string {
  return readableYaml(everything ? object : withoutBookkeeping(object))
}

/** A line in its parts, for colours: what js-yaml writes is regular enough for that. */
export function yamlTokens(line: string): { readonly indent: string; readonly key: string; readonly rest: string } {
  const match = /^(\s*(?:- )*)((?:'[^']*'|"[^"]*"|[^\s'"#:][^:]*?)):(\s.*|)$/.exec(line)
  if (!match) return { indent: '', key: '', rest: line }
  return { indent: match[1] ?? '', key: match[2] ?? '', rest: match[3] ?? '' }
}
