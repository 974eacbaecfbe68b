import type { Fields } from '../../base/fields'
import { fieldsOf, textOf } from '../output/loose-fields'
import type { Describer } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go RoleBindingDescriber.Describe
export const describeRoleBinding: Describer = (w, object) => {
  const { kind, name } = fieldsOf(object.roleRef)
  w.line(0, `Name:\t${object.metadata.name}`)
  labelsMultiline(w, 'Labels', object.metadata.labels)
  annotationsMultiline(w, 'Annotations', object.metadata.annotations)
  w.line(0, 'Role:')
  w.line(1, `Kind:\t${textOf(kind)}`)
  w.line(1, `Name:\t${textOf(name)}`)
  w.line(0, 'Subjects:')
  w.line(1, 'Kind\tName\tNamespace')
  w.line(1, '----\t----\t---------')
  for (const subject of (object.subjects as readonly Fields[] | undefined) ?? []) {
    w.line(1, `${textOf(subject.kind)}\t${textOf(subject.name)}\t${textOf(subject.namespace)}`)
  }
}
