import type { Fields } from '../../base/fields'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { fieldsOf, textOf } from '../output/loose-fields'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go CSINodeDescriber
export const describeNodeDrivers: Describer = (w, object, context) => {
  const { name, labels, annotations, creationTimestamp } = object.metadata
  w.line(0, `Name:\t${name}`)
  labelsMultiline(w, 'Labels', labels)
  annotationsMultiline(w, 'Annotations', annotations)
  w.line(0, `CreationTimestamp:\t${rfc1123(parseTimestamp(creationTimestamp))}`)
  w.line(0, 'Spec:')
  const drivers = (fieldsOf(object.spec).drivers as readonly Fields[] | null | undefined) ?? []
  if (drivers.length > 0) w.line(1, 'Drivers:')
  for (const driver of drivers) {
    w.line(2, `${textOf(driver.name)}:`)
    w.line(3, `Node ID:\t${textOf(driver.nodeID)}`)
    const { count } = fieldsOf(driver.allocatable)
    if (count !== undefined) {
      w.line(3, 'Allocatables:')
      w.line(4, `Count:\t${textOf(count)}`)
    }
    const keys = driver.topologyKeys as readonly string[] | null | undefined
    if (keys) w.line(3, `Topology Keys:\t[${keys.join(' ')}]`)
  }
  describeEvents(w, object, context)
}
