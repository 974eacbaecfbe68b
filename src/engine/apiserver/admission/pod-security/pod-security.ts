import type { KubeObject } from '../../../../k8s/object'
import type { Pod, PodTemplate } from '../../../../k8s/pod'
import type { Request, ServerContext } from '../../request'
import { forbidden } from '../../status-errors'
import { BASELINE_CHECKS } from './baseline-checks'
import type { Check, Level } from './check'
import { RESTRICTED_CHECKS } from './restricted-checks'

const PREFIX = 'pod-security.kubernetes.io/'

interface Policy {
  readonly level: Level
  /** As the label says: `latest` or `v1.25`. */
  readonly version: string
}

interface Violation {
  readonly reason: string
  readonly detail: string
}

const PRIVILEGED: Policy = { level: 'privileged', version: 'latest' }

function policyOf(labels: Readonly<Record<string, string>>, mode: 'enforce' | 'warn'): Policy | undefined {
  const level = labels[PREFIX + mode]
  if (level !== 'baseline' && level !== 'restricted' && level !== 'privileged') return undefined
  return { level, version: labels[`${PREFIX}${mode}-version`] ?? 'latest' }
}

/** What breaks the policy, in the order in which the real server lists it. */
function violationsOf({ spec, metadata }: PodTemplate, { level, version }: Policy): Violation[] {
  if (level === 'privileged') return []
  const minor = version === 'latest' ? Number.POSITIVE_INFINITY : Number(version.replace('v1.', ''))
  const replaced = (check: Check) => level === 'restricted' && check.until !== undefined && check.until <= minor
  const checks = [
    ...BASELINE_CHECKS.filter(check => !replaced(check)),
    ...(level === 'restricted' ? RESTRICTED_CHECKS : []),
  ]
  const subject = { spec, annotations: metadata?.annotations ?? {}, minor }
  return checks.flatMap(({ since, reason, detail }) => {
    const found = since <= minor && detail(subject)
    return found ? [{ reason: typeof reason === 'string' ? reason : reason(subject), detail: found }] : []
  })
}

const listed = (violations: readonly Violation[]) =>
  violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')

function labelsOf(server: ServerContext, namespace: string): Readonly<Record<string, string>> | undefined {
  if (!server.behaviour.podSecurityLevels) return undefined
  const labels = server.store.get('namespaces', namespace)?.metadata.labels
  for (const key in labels) if (key.startsWith(PREFIX)) return labels
  return undefined
}

/** Refuses pods that break the namespace's policy, and warns of those that break the policy it only warns of. */
// Models staging/src/k8s.io/pod-security-admission/admission/admission.go EvaluatePod
export function checkPodSecurity(server: ServerContext, request: Request, pod: KubeObject): void {
  const labels = labelsOf(server, pod.metadata.namespace ?? 'default')
  if (labels === undefined) return
  const enforced = policyOf(labels, 'enforce') ?? PRIVILEGED
  const violations = violationsOf(pod as Pod, enforced)
  if (violations.length > 0) {
    const why = `violates PodSecurity "${enforced.level}:${enforced.version}": ${listed(violations)}`
    throw forbidden(request.type, pod.metadata.name, why)
  }
  warn(request, pod as Pod, policyOf(labels, 'warn') ?? enforced)
}

/** Workloads are let in; their owner is told what will become of the pods. */
// Models staging/src/k8s.io/pod-security-admission/admission/admission.go ValidatePodController
export function warnOfTemplate(server: ServerContext, request: Request, object: KubeObject): void {
  const labels = labelsOf(server, object.metadata.namespace ?? 'default')
  const template = templateOf(object)
  if (labels === undefined || template?.spec === undefined) return
  warn(request, template, policyOf(labels, 'warn') ?? policyOf(labels, 'enforce') ?? PRIVILEGED)
}

function templateOf(object: KubeObject): PodTemplate | undefined {
  type Holder = { readonly template?: PodTemplate; readonly jobTemplate?: { readonly spec?: Holder } }
  const spec = object.spec as Holder | undefined
  return spec?.jobTemplate?.spec?.template ?? spec?.template
}

function warn(request: Request, pod: PodTemplate, policy: Policy): void {
  const violations = violationsOf(pod, policy)
  if (violations.length === 0) return
  request.warnings.push(`would violate PodSecurity "${policy.level}:${policy.version}": ${listed(violations)}`)
}

/** Says which pods that are there already break the policy that a namespace is given. */
// Models staging/src/k8s.io/pod-security-admission/admission/admission.go ValidateNamespace
export function warnOfExistingPods(
  server: ServerContext,
  request: Request,
  next: KubeObject,
  stored: KubeObject,
): void {
  const policy = policyOf(next.metadata.labels ?? {}, 'enforce')
  const before = policyOf(stored.metadata.labels ?? {}, 'enforce') ?? PRIVILEGED
  if (policy === undefined || (policy.level === before.level && policy.version === before.version)) return
  const lines = new Map<string, string[]>()
  for (const object of server.store.all('pods').values()) {
    if (object.metadata.namespace !== next.metadata.name) continue
    const reasons = violationsOf(object as Pod, policy)
      .map(({ reason }) => reason)
      .join(', ')
    if (reasons !== '') lines.set(reasons, [...(lines.get(reasons) ?? []), object.metadata.name])
  }
  if (lines.size === 0) return
  const name = JSON.stringify(next.metadata.name)
  request.warnings.push(
    `existing pods in namespace ${name} violate the new PodSecurity enforce level "${policy.level}:${policy.version}"`,
  )
  const texts = [...lines].map(([reasons, pods]) => `${namesWithCount(pods.sort())}: ${reasons}`)
  request.warnings.push(...texts.sort())
}

function namesWithCount([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  return `${first} (and ${others.length} other ${others.length === 1 ? 'pod' : 'pods'})`
}
