import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeEndpoints
export const describeEndpoints: Describer = (w, object, context) => {
  const { metadata } = object
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, 'Subsets:')
  for (const { addresses, notReadyAddresses, ports } of itemsOf(object.subsets)) {
    w.line(1, `Addresses:\t${ipsOf(addresses)}`)
    w.line(1, `NotReadyAddresses:\t${ipsOf(notReadyAddresses)}`)
    if (itemsOf(ports).length > 0) {
      w.line(1, 'Ports:')
      w.line(2, 'Name\tPort\tProtocol')
      w.line(2, '----\t----\t--------')
      for (const { name, port, protocol } of itemsOf(ports))
        w.line(2, `${textOf(name) || '<unset>'}\t${textOf(port)}\t${textOf(protocol)}`)
    }
    w.line(0, '')
  }
  describeEvents(w, object, context)
}

const ipsOf = (addresses: unknown) =>
  itemsOf(addresses)
    .map(address => textOf(fieldsOf(address).ip))
    .join(',') || '<none>'
