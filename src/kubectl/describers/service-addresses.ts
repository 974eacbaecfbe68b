import { fieldsOf, textOf } from '../output/loose-fields'
import { rangesOf } from '../printers/networking'
import { conditionsOf, describeConditions } from './conditions'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go ServiceCIDRDescriber
export const describeServiceRange: Describer = (w, object, context) => {
  w.line(0, `Name:\t${object.metadata.name}`)
  labelsMultiline(w, 'Labels', object.metadata.labels)
  annotationsMultiline(w, 'Annotations', object.metadata.annotations)
  w.line(0, `CIDRs:\t${rangesOf(object.spec).join(', ')}`)
  const conditions = conditionsOf(object)
  if (conditions.length > 0) w.line(0, 'Status:')
  describeConditions(w, conditions)
  describeEvents(w, object, context)
}

// Models describe.go IPAddressDescriber
export const describeAddress: Describer = (w, object, context) => {
  w.line(0, `Name:\t${object.metadata.name}`)
  labelsMultiline(w, 'Labels', object.metadata.labels)
  annotationsMultiline(w, 'Annotations', object.metadata.annotations)
  const { parentRef } = fieldsOf(object.spec)
  const { group, resource, namespace, name } = fieldsOf(parentRef)
  if (parentRef !== undefined) {
    w.line(0, 'Parent Reference:')
    w.line(1, `Group:\t${textOf(group)}`)
    w.line(1, `Resource:\t${textOf(resource)}`)
    w.line(1, `Namespace:\t${textOf(namespace)}`)
    w.line(1, `Name:\t${textOf(name)}`)
  }
  describeEvents(w, object, context)
}
