import type { Fields } from '../../../base/fields'
import type { KubeObject } from '../../../k8s/object'
import type { Container, Pod, Toleration } from '../../../k8s/pod'

/** The object without what admission and storage have added to it: that is nobody's. */
export function withoutAdmitted(object: KubeObject): KubeObject {
  if (object.kind === 'Pod') return withoutPodAdmission(object as Pod)
  if (object.kind === 'Service') return without(object, object.metadata.name === 'kubernetes' ? FAMILIES : ADDRESSES)
  return object.kind === 'Namespace' ? without(object, ['finalizers']) : object
}

const FAMILIES = ['clusterIPs', 'ipFamilies']
const ADDRESSES = [...FAMILIES, 'clusterIP', 'ipFamilyPolicy']
const POD_FIELDS = ['nodeName', 'priority', 'preemptionPolicy', 'serviceAccount', 'serviceAccountName']

function without(object: KubeObject, fields: readonly string[]): KubeObject {
  const spec = Object.entries((object.spec ?? {}) as Fields).filter(([name]) => !fields.includes(name))
  return { ...object, spec: Object.fromEntries(spec) }
}

const TOKEN_VOLUME = /^kube-api-access-/

function withoutPodAdmission(pod: Pod): KubeObject {
  const { volumes = [], tolerations = [], ...spec } = without(pod, POD_FIELDS).spec as Pod['spec']
  const own = volumes.filter(({ name }) => !TOKEN_VOLUME.test(name))
  return {
    ...pod,
    spec: {
      ...spec,
      ...(own.length === 0 ? {} : { volumes: own }),
      ...(tolerations.every(isDefault) ? {} : { tolerations }),
      containers: spec.containers.map(withoutToken),
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(withoutToken) }),
    },
  }
}

// Models plugin/pkg/admission/defaulttolerationseconds/admission.go
const isDefault = ({ effect, operator, tolerationSeconds, key }: Toleration) =>
  effect === 'NoExecute' &&
  operator === 'Exists' &&
  tolerationSeconds === 300 &&
  /(not-ready|unreachable)$/.test(key ?? '')

function withoutToken({ volumeMounts = [], ...container }: Container): Container {
  const own = volumeMounts.filter(({ name }) => !TOKEN_VOLUME.test(name))
  return own.length === 0 ? container : { ...container, volumeMounts: own }
}
