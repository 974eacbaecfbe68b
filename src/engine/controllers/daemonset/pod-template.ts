import type { Affinity, PodTemplate } from '../../../k8s/pod'
import { REVISION_HASH_LABEL } from '../../../k8s/well-known'
import type { DaemonSet } from '../../../k8s/workload'
import type { VersionBehaviour } from '../../version-behaviour'
import { daemonPodTolerations } from './automatic-tolerations'
import { GENERATION_LABEL, templateGeneration } from './node-facts'

/** The template of the DaemonSet's pods: with the automatic tolerations, and labels that tell which template it was. */
// Models pkg/controller/daemon/util/daemonset_util.go CreatePodTemplate
export function daemonPodTemplate(daemonSet: DaemonSet, hash: string, behaviour: VersionBehaviour): PodTemplate {
  const { metadata, spec } = daemonSet.spec.template
  const generation = templateGeneration(daemonSet)
  const labels = {
    ...metadata?.labels,
    ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
    [REVISION_HASH_LABEL]: hash,
  }
  return { metadata: { ...metadata, labels }, spec: { ...spec, tolerations: daemonPodTolerations(spec, behaviour) } }
}

/** The same for one node: bound to it by the controller itself, or so that the scheduler may bind the pod only there. */
export function templateForNode(
  template: PodTemplate,
  node: string,
  { placesDaemonPods }: VersionBehaviour,
): PodTemplate {
  if (placesDaemonPods === 'daemonset-controller') return { ...template, spec: { ...template.spec, nodeName: node } }
  return { ...template, spec: { ...template.spec, affinity: affinityToNode(template.spec.affinity, node) } }
}

/** Whatever node affinity was required gives way to the name of the node; what is preferred stays. */
// Models pkg/controller/daemon/util/daemonset_util.go ReplaceDaemonSetPodNodeNameNodeAffinity
function affinityToNode(affinity: Affinity | undefined, node: string): Affinity {
  return {
    ...affinity,
    nodeAffinity: {
      ...affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }],
      },
    },
  }
}
