import type { Query } from './raw-query'

/** The parts of the API server that say whether they are well, in the order in which they are asked. */
// Models staging/src/k8s.io/apiserver/pkg/server/healthz.go
const FIRST = ['ping', 'log']
const HOOKS = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'peer-endpoint-reconciler-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'storage-readiness',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'start-kubernetes-service-cidr-controller',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
]
const LATE_HOOKS = ['apiservice-openapi-controller', 'apiservice-openapiv3-controller']

const hook = (name: string) => `poststarthook/${name}`
const HOOK_CHECKS = [...HOOKS.map(hook), 'autoregister-completion', ...LATE_HOOKS.map(hook)]
const ALIVE = [...FIRST, 'loopback-serving-certificate', 'etcd', ...HOOK_CHECKS]

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  healthz: ALIVE,
  livez: ALIVE,
  readyz: [...FIRST, 'etcd', 'etcd-readiness', 'informer-sync', ...HOOK_CHECKS, 'shutdown'],
}

/** What `/healthz`, `/livez`, `/readyz` and their parts answer; undefined for other paths. */
export function healthAnswer(path: string, query: Query): string | undefined {
  const [, kind = '', part] = /^\/(healthz|livez|readyz)(?:\/(.+))?$/.exec(path) ?? []
  const checks = CHECKS[kind]
  if (checks === undefined) return undefined
  if (part !== undefined) return checks.includes(part) ? 'ok' : undefined
  if (!query.has('verbose')) return 'ok'
  const excluded = query.getAll('exclude')
  const lines = checks.map(check => `[+]${check}${excluded.includes(check) ? ' excluded:' : ''} ok\n`)
  return `${lines.join('')}${kind} check passed\n`
}

/** Every path that tells of the server's health. */
export const HEALTH_PATHS: readonly string[] = Object.entries(CHECKS).flatMap(([kind, checks]) => [
  `/${kind}`,
  ...checks.map(check => `/${kind}/${check}`),
])
