import type { KubeObject } from '../../k8s/object'
import { formatLabels } from '../printers/format-labels'
import type { Service } from '../printers/service'
import { type DescribeContext, describeEvents, describerOf } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

interface EndpointSlice extends KubeObject {
  /** Null where the service's port is of a name that no container has. */
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[] | null
  readonly endpoints?: readonly {
    readonly addresses: readonly string[]
    readonly conditions?: { readonly ready?: boolean }
  }[]
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeService
export const describeService = describerOf<Service>((w, service, context) => {
  const { metadata, spec } = service
  const field = (name: string) => spec[name]
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Selector:\t${formatLabels(spec.selector)}`)
  w.line(0, `Type:\t${spec.type ?? ''}`)
  if (field('ipFamilyPolicy') !== undefined) w.line(0, `IP Family Policy:\t${String(field('ipFamilyPolicy'))}`)
  w.line(0, `IP Families:\t${((field('ipFamilies') as readonly string[] | undefined) ?? []).join(',') || '<none>'}`)
  w.line(0, `IP:\t${spec.clusterIP ?? ''}`)
  w.line(0, `IPs:\t${(spec.clusterIPs ?? []).join(',') || '<none>'}`)
  if (spec.externalIPs?.length) w.line(0, `External IPs:\t${spec.externalIPs.join(',')}`)
  if (spec.externalName) w.line(0, `External Name:\t${spec.externalName}`)
  for (const { name, port, protocol, targetPort, nodePort } of spec.ports ?? []) {
    const label = name || '<unset>'
    w.line(0, `Port:\t${label}\t${port}/${protocol ?? ''}`)
    w.line(0, `TargetPort:\t${targetPort ?? 0}/${protocol ?? ''}`)
    if (nodePort) w.line(0, `NodePort:\t${label}\t${nodePort}/${protocol ?? ''}`)
    w.line(0, `Endpoints:\t${endpointsText(service, name ?? '', context)}`)
  }
  w.line(0, `Session Affinity:\t${String(field('sessionAffinity') ?? '')}`)
  if (field('externalTrafficPolicy')) w.line(0, `External Traffic Policy:\t${String(field('externalTrafficPolicy'))}`)
  if (field('internalTrafficPolicy')) w.line(0, `Internal Traffic Policy:\t${String(field('internalTrafficPolicy'))}`)
  describeEvents(w, service, context)
})

function endpointsText({ metadata }: Service, portName: string, { client }: DescribeContext): string {
  const where = metadata.namespace === undefined ? {} : { namespace: metadata.namespace }
  const labelSelector = `kubernetes.io/service-name=${metadata.name}`
  const slices = client.list('endpointslices.discovery.k8s.io', { ...where, labelSelector }) as readonly EndpointSlice[]
  if (slices.length === 0) return '<none>'
  const addresses = slices.flatMap(({ ports, endpoints = [] }) => {
    const ready = endpoints.filter(({ conditions }) => conditions?.ready !== false)
    const named = (ports ?? []).filter(({ name }) => (name ?? '') === portName).map(({ port }) => `:${port ?? ''}`)
    return (ports === null ? [''] : named).flatMap(port =>
      ready.map(({ addresses: [first = ''] }) => `${first}${port}`),
    )
  })
  const shown = addresses.slice(0, 3).join(',')
  return addresses.length > 3 ? `${shown} + ${addresses.length - 3} more...` : shown
}
