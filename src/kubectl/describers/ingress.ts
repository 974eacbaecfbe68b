import type { Fields } from '../../base/fields'
import { findObject } from '../../k8s/find-object'
import type { KubeObject } from '../../k8s/object'
import { fieldsOf, itemsOf, textOf } from '../output/loose-fields'
import { type DescribeContext, type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go IngressDescriber.describeIngressV1
export const describeIngress: Describer = (w, object, context) => {
  const { metadata } = object
  const spec = fieldsOf(object.spec)
  w.line(0, `Name:\t${metadata.name}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  w.line(0, 'Address:\t')
  w.line(0, `Ingress Class:\t${textOf(spec.ingressClassName, '<none>')}`)
  w.line(0, `Default backend:\t${backendText(spec.defaultBackend, object, context)}`)
  for (const { secretName, hosts } of itemsOf(spec.tls)) {
    const names = (hosts as readonly string[] | undefined)?.join(',') ?? ''
    w.line(0, `TLS:\n  ${textOf(secretName, 'SNI routes')} terminates ${names}`)
  }
  w.line(0, 'Rules:')
  w.line(1, 'Host\tPath\tBackends')
  w.line(1, '----\t----\t--------')
  const rules = itemsOf(spec.rules)
  for (const { host, http } of rules) {
    w.line(1, `${textOf(host, '*')}\t`)
    for (const { path, backend } of itemsOf(fieldsOf(http).paths)) {
      w.line(2, `\t${textOf(path)} \t${backendText(backend, object, context)}`)
    }
  }
  if (rules.length === 0) w.line(1, `*\t*\t${backendText(spec.defaultBackend, object, context)}`)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  describeEvents(w, object, context)
}

/** `web:80`, with the addresses behind it, or why there are none. */
function backendText(value: unknown, { metadata }: KubeObject, { client }: DescribeContext): string {
  if (value === undefined) return '<default>'
  const { name, port } = fieldsOf(fieldsOf(value).service)
  const { number, name: portName } = fieldsOf(port)
  const backend = `${textOf(name)}:${textOf(number ?? portName)}`
  if (findObject(client, 'services', metadata.namespace, textOf(name)) === undefined)
    return `${backend} (<error: services ${JSON.stringify(textOf(name))} not found>)`
  return `${backend} (${addressesOf(client, metadata.namespace, textOf(name))})`
}

function addressesOf(client: DescribeContext['client'], namespace: string | undefined, service: string): string {
  const labelSelector = `kubernetes.io/service-name=${service}`
  const where = namespace === undefined ? { labelSelector } : { labelSelector, namespace }
  const slices = client.list('endpointslices.discovery.k8s.io', where) as readonly Fields[]
  return slices
    .flatMap(({ endpoints, ports }) => {
      const port = itemsOf(ports).length === 0 ? '' : `:${textOf(itemsOf(ports)[0]?.port)}`
      return itemsOf(endpoints).flatMap(({ addresses }) =>
        (addresses as readonly string[]).map(address => `${address}${port}`),
      )
    })
    .join(',')
}
