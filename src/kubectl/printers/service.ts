import type { KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { formatLabels } from './format-labels'
import { columns, tablePrinter } from './table-printer'

export interface Service extends KubeObject {
  readonly spec: {
    readonly type?: string
    readonly clusterIP?: string
    readonly clusterIPs?: readonly string[]
    readonly externalIPs?: readonly string[]
    readonly externalName?: string
    readonly selector?: Readonly<Record<string, string>>
    readonly ports?: readonly ServicePort[]
    readonly [field: string]: unknown
  }
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] }
  }
}

export interface ServicePort {
  readonly name?: string
  readonly port: number
  readonly protocol?: string
  readonly targetPort?: number | string
  readonly nodePort?: number
}

export const servicePrinter = tablePrinter<Service>({
  columns: columns('NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE -SELECTOR'),
  cells(service, { now, wide }) {
    const { metadata, spec } = service
    const cells = [
      metadata.name,
      spec.type ?? '',
      spec.clusterIPs?.[0] ?? '<none>',
      externalAddress(service),
      portsText(spec.ports ?? []) || '<none>',
      ageOf(metadata.creationTimestamp, now),
    ]
    return wide ? [...cells, formatLabels(spec.selector)] : cells
  },
})

function portsText(ports: readonly ServicePort[]): string {
  return ports
    .map(({ port, nodePort, protocol }) => `${nodePort ? `${port}:${nodePort}` : port}/${protocol ?? 'TCP'}`)
    .join(',')
}

function externalAddress({ spec, status }: Service): string {
  const own = spec.externalIPs ?? []
  switch (spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return own.length > 0 ? own.join(',') : '<none>'
    case 'LoadBalancer': {
      const balancer = (status?.loadBalancer?.ingress ?? []).map(entry => entry.ip ?? entry.hostname ?? '')
      return [...balancer, ...own].join(',') || '<pending>'
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return '<unknown>'
  }
}
