import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes what a new cluster has of roles, bindings, flow schemas and API services, from what kubectl prints of a new cluster:
 *
 *     kubectl get clusterroles,clusterrolebindings,roles,rolebindings,flowschemas,prioritylevelconfigurations,apiservices -A -o json |
 *       node --import tsx scripts/built-in-objects.ts
 */
const KEPT = ['annotations', 'finalizers', 'generation', 'labels', 'name', 'namespace']
const FILE = new URL('../src/kubectl/built-in-objects/new-cluster.generated.json', import.meta.url)

interface Printed {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly status?: { readonly conditions?: readonly Readonly<Record<string, unknown>>[] }
}

/** Without what the cluster gives every object, and without its times. */
function bare(object: Printed): object {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => KEPT.includes(key)))
  const conditions = object.status?.conditions?.map(({ lastTransitionTime: _, ...condition }) => condition)
  return { ...object, metadata, ...(conditions === undefined ? {} : { status: { ...object.status, conditions } }) }
}

const { items } = JSON.parse(readFileSync(0, 'utf8')) as { readonly items: readonly Printed[] }
writeFileSync(FILE, `[\n${items.map(item => JSON.stringify(bare(item))).join(',\n')}\n]\n`)
