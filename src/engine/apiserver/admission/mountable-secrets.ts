import type { KubeObject } from '../../../k8s/object'
import type { Container, PodSpec } from '../../../k8s/pod'

const ENFORCED = 'kubernetes.io/enforce-mountable-secrets'
const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True']

interface Named {
  readonly name?: string
}

/** A Secret that a container's environment comes from. */
interface Use {
  readonly secret: string
  /** How the refusal tells of it. */
  readonly where: string
}

/** Why a Pod may not use a Secret: its account names those that its Pods may have, and wants that to count. */
// Models plugin/pkg/admission/serviceaccount/admission.go limitSecretReferences
export function secretRefusal(account: KubeObject, spec: PodSpec): string | undefined {
  if (!TRUE.includes(account.metadata.annotations?.[ENFORCED] ?? '')) return undefined
  const mountable = namesOf(account.secrets)
  const because = `is not allowed because service account ${account.metadata.name} does not reference that`
  for (const { secret, where } of usesOf(spec)) {
    if (!mountable.has(secret)) return `${where} secret.secretName="${secret}" ${because} secret`
  }
  const pullable = namesOf(account.imagePullSecrets)
  for (const [index, { name = '' }] of ((spec.imagePullSecrets ?? []) as readonly Named[]).entries()) {
    if (!pullable.has(name)) return `imagePullSecrets[${index}].name="${name}" ${because} imagePullSecret`
  }
  return undefined
}

const namesOf = (list: unknown) => new Set(((list ?? []) as readonly Named[]).map(({ name = '' }) => name))

function* usesOf({ volumes, initContainers, containers }: PodSpec): Generator<Use> {
  for (const { secret } of volumes ?? []) {
    if (secret !== undefined)
      yield { secret: (secret as { secretName?: string }).secretName ?? '', where: 'volume with' }
  }
  for (const container of initContainers ?? []) yield* usesOfContainer(container, `init container ${container.name}`)
  for (const container of containers) yield* usesOfContainer(container, `container ${container.name}`)
}

function* usesOfContainer({ env, envFrom }: Container, who: string): Generator<Use> {
  for (const { name, valueFrom } of env ?? []) {
    const reference = (valueFrom as { readonly secretKeyRef?: Named } | undefined)?.secretKeyRef
    if (reference !== undefined) yield { secret: reference.name ?? '', where: `${who} with envVar ${name} referencing` }
  }
  for (const { secretRef } of (envFrom ?? []) as readonly { readonly secretRef?: Named }[]) {
    if (secretRef !== undefined) yield { secret: secretRef.name ?? '', where: `${who} with envFrom referencing` }
  }
}
