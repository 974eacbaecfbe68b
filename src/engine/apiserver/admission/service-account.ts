import type { NewObject } from '../../../k8s/object'
import type { Container, PodSpec, Volume } from '../../../k8s/pod'
import { nameInErrors } from '../creation-names'
import type { Request, ServerContext } from '../request'
import { forbidden } from '../status-errors'
import { secretRefusal } from './mountable-secrets'

const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror'
const VOLUME_PREFIX = 'kube-api-access-'
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const SUFFIX_LENGTH = 5

/** What the volume of a pod's token is made of; the same for all pods. */
const TOKEN_SOURCE = {
  defaultMode: 0o644,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
    {
      downwardAPI: {
        items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
      },
    },
  ],
}

/** Gives the pod its account, and its containers the account's token. */
// Models plugin/pkg/admission/serviceaccount/admission.go Admit
export function admitServiceAccount(server: ServerContext, request: Request, pod: NewObject): NewObject {
  if (pod.metadata.annotations?.[MIRROR_ANNOTATION] !== undefined) return pod
  const given = pod.spec as PodSpec
  const name = given.serviceAccountName || 'default'
  const namespace = pod.metadata.namespace ?? 'default'
  const account = server.store.get('serviceaccounts', `${namespace}/${name}`)
  if (account === undefined) {
    const why = `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`
    throw forbidden(request.type, nameInErrors(pod), why)
  }
  let spec: PodSpec =
    given.serviceAccountName === name ? given : { ...given, serviceAccountName: name, serviceAccount: name }
  if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) spec = withToken(server, spec)
  const { imagePullSecrets } = account
  if (!hasItems(spec.imagePullSecrets) && hasItems(imagePullSecrets)) spec = { ...spec, imagePullSecrets }
  const refusal = secretRefusal(account, spec)
  if (refusal !== undefined) throw forbidden(request.type, nameInErrors(pod), refusal)
  return { ...pod, spec }
}

const hasItems = (list: unknown): boolean => Array.isArray(list) && list.length > 0

function withToken(server: ServerContext, spec: PodSpec): PodSpec {
  // Whether volumes have names is checked later.
  const existing = spec.volumes?.find(volume => volume.name?.startsWith(VOLUME_PREFIX))
  const name = existing?.name ?? VOLUME_PREFIX + server.random.suffix(SUFFIX_LENGTH)
  const containers = withMounts(spec.containers ?? [], name)
  const initContainers = spec.initContainers && withMounts(spec.initContainers, name)
  if (containers === spec.containers && initContainers === spec.initContainers) return spec
  const volume: Volume = { name, projected: TOKEN_SOURCE }
  return {
    ...spec,
    containers,
    ...(initContainers === undefined ? {} : { initContainers }),
    volumes: existing === undefined ? [...(spec.volumes ?? []), volume] : spec.volumes,
  } as PodSpec
}

function withMounts(containers: readonly Container[], name: string): readonly Container[] {
  if (containers.every(hasMount)) return containers
  return containers.map(container => {
    if (hasMount(container)) return container
    const mount = { mountPath: MOUNT_PATH, name, readOnly: true }
    return { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] }
  })
}

function hasMount(container: Container): boolean {
  return container.volumeMounts?.some(mount => mount.mountPath === MOUNT_PATH) ?? false
}
