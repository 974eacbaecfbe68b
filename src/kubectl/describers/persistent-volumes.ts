import type { Fields } from '../../base/fields'
import type { KubeObject } from '../../k8s/object'
import type { NodeSelector, Pod } from '../../k8s/pod'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { accessModes } from '../printers/access-modes'
import type { DescribeWriter } from './describe-writer'
import { type DescribeContext, type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'
import { describeVolumeSource } from './volumes'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describePersistentVolumeClaim
export const describeVolumeClaim: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  const status = fieldsOf(object.status)
  const isNamed = textOf(spec.volumeName) !== ''
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, `StorageClass:\t${textOf(spec.storageClassName)}`)
  phaseLine(w, object, context)
  w.line(0, `Volume:\t${textOf(spec.volumeName)}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  finalizersLine(w, object)
  w.line(0, `Capacity:\t${isNamed ? textOf(fieldsOf(status.capacity).storage, '0') : ''}`)
  w.line(0, `Access Modes:\t${isNamed ? accessModes(status.accessModes) : ''}`)
  modeLine(w, spec)
  const users = usersOf(object, context)
  w.line(0, `Used By:\t${users[0] ?? '<none>'}`)
  for (const name of users.slice(1)) w.line(0, `\t${name}`)
  describeEvents(w, object, context)
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describePersistentVolume
export const describePersistentVolume: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  const claim = fieldsOf(spec.claimRef)
  w.line(0, `Name:\t${metadata.name}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  finalizersLine(w, object)
  w.line(0, `StorageClass:\t${textOf(spec.storageClassName)}`)
  phaseLine(w, object, context)
  w.line(0, `Claim:\t${claim.name === undefined ? '' : `${textOf(claim.namespace)}/${textOf(claim.name)}`}`)
  w.line(0, `Reclaim Policy:\t${textOf(spec.persistentVolumeReclaimPolicy)}`)
  w.line(0, `Access Modes:\t${accessModes(spec.accessModes)}`)
  modeLine(w, spec)
  w.line(0, `Capacity:\t${textOf(fieldsOf(spec.capacity).storage, '0')}`)
  affinityLines(w, fieldsOf(spec.nodeAffinity).required as NodeSelector | undefined)
  w.line(0, `Message:\t${textOf(fieldsOf(object.status).message)}`)
  w.line(0, 'Source:')
  describeVolumeSource(w, spec)
  describeEvents(w, object, context)
}

function phaseLine(w: DescribeWriter, { metadata, status }: KubeObject, { now }: DescribeContext): void {
  const { deletionTimestamp } = metadata
  const phase = textOf(fieldsOf(status).phase)
  w.line(0, `Status:\t${deletionTimestamp ? `Terminating (lasts ${ageOf(deletionTimestamp, now)})` : phase}`)
}

function finalizersLine(w: DescribeWriter, { metadata: { finalizers = [] } }: KubeObject): void {
  w.line(0, `Finalizers:\t[${finalizers.join(' ')}]`)
}

function modeLine(w: DescribeWriter, { volumeMode }: Fields): void {
  if (volumeMode !== undefined) w.line(0, `VolumeMode:\t${textOf(volumeMode)}`)
}

// Models describe.go printVolumeNodeAffinity
function affinityLines(w: DescribeWriter, required: NodeSelector | undefined): void {
  if (required === undefined) {
    w.line(0, 'Node Affinity:\t<none>')
    return
  }
  w.line(0, 'Node Affinity:\t')
  const terms = required.nodeSelectorTerms ?? []
  w.line(1, `Required Terms:\t${terms.length === 0 ? '<none>' : ''}`)
  for (const [index, { matchExpressions = [] }] of terms.entries()) {
    const lines = matchExpressions.map(({ key, operator, values = [] }) =>
      [key, operator.toLowerCase(), ...(values.length === 0 ? [] : [`[${values.join(', ')}]`])].join(' '),
    )
    w.line(2, `Term ${index}:\t${lines[0] ?? '<none>'}`)
    for (const line of lines.slice(1)) w.line(2, `\t${line}`)
  }
}

// Models describe.go getPodsForPVC
function usersOf({ metadata: { namespace, name } }: KubeObject, { client }: DescribeContext): readonly string[] {
  const pods = client.list('pods', namespace === undefined ? {} : { namespace }) as readonly Pod[]
  const uses = ({ spec }: Pod) =>
    (spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name)
  return pods
    .filter(uses)
    .map(({ metadata }) => metadata.name)
    .sort()
}
