import type { NewObject, ObjectMeta } from '../../../k8s/object'
import type { Pod, PodTemplate } from '../../../k8s/pod'
import { POD_INDEX_LABEL, POD_NAME_LABEL, type StatefulSet } from '../../../k8s/stateful-set'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import { podFromTemplate } from '../../runtime/pod-control'
import { claimNameOf } from './claims'
import { isMemberOf, ordinalOf, podNameOf } from './ordinals'

/** The pod of that number: with a name of its own that stays, and with its claims as volumes. */
// Models pkg/controller/statefulset/stateful_set_utils.go newStatefulSetPod
export function newStatefulPod(
  set: StatefulSet,
  template: PodTemplate,
  ordinal: number,
  revision: string,
): NewObject & { readonly metadata: { readonly name: string } } {
  const pod = podFromTemplate(set, template)
  const name = podNameOf(set, ordinal)
  const { serviceName } = set.spec
  const spec = { ...template.spec, hostname: name, ...(serviceName ? { subdomain: serviceName } : {}) }
  const labels = { ...pod.metadata.labels, ...identity(name, ordinal), [REVISION_HASH_LABEL]: revision }
  const metadata = { ...pod.metadata, name, labels }
  return { ...pod, metadata, spec: { ...spec, ...volumes(set, template.spec.volumes, ordinal) } }
}

const identity = (name: string, ordinal: number) => ({ [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: `${ordinal}` })

/** Claims stand in the place of volumes with the same names. */
// Models pkg/controller/statefulset/stateful_set_utils.go updateStorage
function volumes(set: StatefulSet, given: Pod['spec']['volumes'], ordinal: number): Pick<Pod['spec'], 'volumes'> {
  const claims = (set.spec.volumeClaimTemplates ?? []).map(template => ({
    name: template.metadata.name ?? '',
    persistentVolumeClaim: { claimName: claimNameOf(set, template, ordinal) },
  }))
  if (claims.length === 0) return given === undefined ? {} : { volumes: given }
  const others = (given ?? []).filter(({ name }) => !claims.some(claim => claim.name === name))
  return { volumes: [...claims, ...others] }
}

/** Whether the pod still has what makes it this member of the set. */
// Models pkg/controller/statefulset/stateful_set_utils.go identityMatches and storageMatches
export function matchesSet(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod)
  if (!isMemberOf(set, pod) || pod.metadata.labels?.[POD_NAME_LABEL] !== pod.metadata.name) return false
  return (set.spec.volumeClaimTemplates ?? []).every(template => {
    const volume = (pod.spec.volumes ?? []).find(({ name }) => name === template.metadata.name)
    const claim = volume?.persistentVolumeClaim as { readonly claimName?: string } | undefined
    return claim?.claimName === claimNameOf(set, template, ordinal)
  })
}

/** The pod with what makes it this member of the set. */
// Models pkg/controller/statefulset/stateful_set_utils.go updateIdentity and updateStorage
export function withSetIdentity(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod)
  const labels = { ...pod.metadata.labels, ...identity(pod.metadata.name, ordinal) }
  const metadata: ObjectMeta = { ...pod.metadata, labels }
  return { ...pod, metadata, spec: { ...pod.spec, ...volumes(set, pod.spec.volumes, ordinal) } }
}
