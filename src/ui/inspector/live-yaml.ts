import { dump } from 'js-yaml'
import type { KubeObject } from '../../k8s/object'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const SERVER_FIELDS = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'generateName',
  'selfLink',
]

/** The object as YAML; without `everything`, the bookkeeping of server and kubectl is left out. */
export function liveYaml(object: KubeObject, everything: boolean): string {
  return dump(everything ? object : withoutBookkeeping(object), { lineWidth: -1, noRefs: true })
}

function withoutBookkeeping(object: KubeObject): object {
  const metadata: Record<string, unknown> = { ...object.metadata }
  for (const field of SERVER_FIELDS) delete metadata[field]
  const { [LAST_APPLIED]: _applied, ...annotations } = object.metadata.annotations ?? {}
  if (Object.keys(annotations).length === 0) delete metadata.annotations
  else metadata.annotations = annotations
  return { ...object, metadata }
}

/** A line in its parts, for colours: what js-yaml writes is regular enough for that. */
export function yamlTokens(line: string): { readonly indent: string; readonly key: string; readonly rest: string } {
  const match = /^(\s*(?:- )*)((?:'[^']*'|"[^"]*"|[^\s'"#:][^:]*?)):(\s.*|)$/.exec(line)
  if (!match) return { indent: '', key: '', rest: line }
  return { indent: match[1] ?? '', key: match[2] ?? '', rest: match[3] ?? '' }
}
