import type { Fields } from '../../base/fields'
import { decodeBase64 } from '../../k8s/base64'
import type { KubeObject } from '../../k8s/object'
import type { LabelSelector } from '../../k8s/selector'
import { fieldsOf, textOf } from '../output/loose-fields'
import { formatLabelSelector, formatLabels } from '../printers/format-labels'
import { conditionsOf, describeConditions } from './conditions'
import type { DescribeWriter } from './describe-writer'
import { type Describer, describeEvents } from './describer'
import { annotationsMultiline, labelsMultiline } from './multiline'

const sorted = (value: unknown) => Object.keys(fieldsOf(value)).sort()

function identity(w: DescribeWriter, { metadata }: KubeObject): void {
  w.line(0, `Name:\t${metadata.name}`)
  w.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
}

export const describeConfigMap: Describer = (w, object, context) => {
  identity(w, object)
  w.write(0, '\nData\n====\n')
  for (const key of sorted(object.data)) w.write(0, `${key}:\n----\n${textOf(fieldsOf(object.data)[key])}\n\n`)
  w.write(0, '\nBinaryData\n====\n')
  for (const key of sorted(object.binaryData))
    w.line(0, `${key}: ${decodedLength(textOf(fieldsOf(object.binaryData)[key]))} bytes`)
  w.write(0, '\n')
  describeEvents(w, object, context)
}

export const describeSecret: Describer = (w, object) => {
  identity(w, object)
  w.line(0, `\nType:\t${textOf(object.type)}`)
  w.write(0, '\nData\n====\n')
  const isToken = object.type === 'kubernetes.io/service-account-token'
  for (const key of sorted(object.data)) {
    const value = textOf(fieldsOf(object.data)[key])
    w.line(0, `${key}:\t${isToken && key === 'token' ? decodeBase64(value) : `${decodedLength(value)} bytes`}`)
  }
}

/** How many bytes a base64 text stands for. */
function decodedLength(base64: string): number {
  const digits = base64.replace(/[=\s]/g, '')
  return Math.floor((digits.length * 3) / 4)
}

export const describeNamespace: Describer = (w, object, { client }) => {
  const { metadata } = object
  w.line(0, `Name:\t${metadata.name}`)
  labelsMultiline(w, 'Labels', metadata.labels)
  annotationsMultiline(w, 'Annotations', metadata.annotations)
  w.line(0, `Status:\t${textOf(fieldsOf(object.status).phase)}`)
  describeConditions(w, conditionsOf(object))
  const quotas = client.list('resourcequotas', { namespace: metadata.name })
  w.line(0, '')
  if (quotas.length === 0) w.line(0, 'No resource quota.')
  else w.line(0, 'Resource Quotas')
  for (const quota of quotas) quotaTable(w, quota)
  w.line(0, '')
  const ranges = client.list('limitranges', { namespace: metadata.name })
  if (ranges.length === 0) w.line(0, 'No LimitRange resource.')
  else {
    w.line(0, 'Resource Limits\n Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio')
    w.line(0, ' ----\t--------\t---\t---\t---------------\t-------------\t-----------------------')
    for (const range of ranges) limitLines(w, range, ' ')
  }
}

function quotaTable(w: DescribeWriter, quota: KubeObject): void {
  const { hard, used } = fieldsOf(quota.status)
  w.line(1, `Name:\t${quota.metadata.name}`)
  w.line(1, 'Resource\tUsed\tHard')
  w.line(1, '--------\t---\t---')
  for (const name of sorted(hard))
    w.line(1, `${name}\t${textOf(fieldsOf(used)[name], '0')}\t${textOf(fieldsOf(hard)[name])}`)
}

// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeLimitRangeSpec
function limitLines(w: DescribeWriter, range: KubeObject, prefix: string): void {
  const limits = (fieldsOf(range.spec).limits as readonly Fields[] | undefined) ?? []
  for (const { type, min, max, defaultRequest, default: byDefault, maxLimitRequestRatio } of limits) {
    const lists = [min, max, defaultRequest, byDefault, maxLimitRequestRatio].map(fieldsOf)
    const names = [...new Set(lists.flatMap(list => Object.keys(list)))].sort()
    for (const name of names)
      w.line(
        0,
        `${prefix}${[type, name, ...lists.map(list => textOf(list[name], '-'))].map(cell => textOf(cell)).join('\t')}`,
      )
  }
}

export const describeLimitRange: Describer = (w, object) => {
  w.line(0, `Name:\t${object.metadata.name}`)
  w.line(0, `Namespace:\t${object.metadata.namespace ?? ''}`)
  w.line(0, 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio')
  w.line(0, '----\t--------\t---\t---\t---------------\t-------------\t-----------------------')
  limitLines(w, object, '')
}

export const describeResourceQuota: Describer = (w, object) => {
  const { hard, used } = fieldsOf(object.status)
  w.line(0, `Name:\t${object.metadata.name}`)
  w.line(0, `Namespace:\t${object.metadata.namespace ?? ''}`)
  w.line(0, 'Resource\tUsed\tHard')
  w.line(0, '--------\t----\t----')
  for (const name of sorted(hard))
    w.line(0, `${name}\t${textOf(fieldsOf(used)[name], '0')}\t${textOf(fieldsOf(hard)[name])}`)
}

export const describePriorityClass: Describer = (w, object, context) => {
  w.line(0, `Name:\t${object.metadata.name}`)
  w.line(0, `Value:\t${textOf(object.value, '0')}`)
  w.line(0, `GlobalDefault:\t${object.globalDefault === true}`)
  w.line(0, `PreemptionPolicy:\t${textOf(object.preemptionPolicy)}`)
  w.line(0, `Description:\t${textOf(object.description)}`)
  w.line(0, `Annotations:\t${formatLabels(object.metadata.annotations)}`)
  describeEvents(w, object, context)
}

export const describeDisruptionBudget: Describer = (w, object, context) => {
  const { minAvailable, maxUnavailable, selector } = fieldsOf(object.spec)
  const status = fieldsOf(object.status)
  w.line(0, `Name:\t${object.metadata.name}`)
  w.line(0, `Namespace:\t${object.metadata.namespace ?? ''}`)
  if (minAvailable !== undefined) w.line(0, `Min available:\t${textOf(minAvailable)}`)
  else if (maxUnavailable !== undefined) w.line(0, `Max unavailable:\t${textOf(maxUnavailable)}`)
  w.line(0, `Selector:\t${selector === undefined ? '<unset>' : formatLabelSelector(selector as LabelSelector)}`)
  w.line(0, 'Status:')
  w.line(2, `Allowed disruptions:\t${textOf(status.disruptionsAllowed, '0')}`)
  w.line(2, `Current:\t${textOf(status.currentHealthy, '0')}`)
  w.line(2, `Desired:\t${textOf(status.desiredHealthy, '0')}`)
  w.line(2, `Total:\t${textOf(status.expectedPods, '0')}`)
  describeEvents(w, object, context)
}

export const describeServiceAccount: Describer = (w, object, context) => {
  identity(w, object)
  const secrets = (object.imagePullSecrets as readonly Fields[] | undefined) ?? []
  if (secrets.length === 0) w.line(0, 'Image pull secrets:\t<none>')
  secrets.forEach(({ name }, index) => {
    w.line(0, `${index === 0 ? 'Image pull secrets:' : ' '.repeat(19)}\t${textOf(name)}`)
  })
  describeEvents(w, object, context)
}

export const describeEndpointSlice: Describer = (w, object, context) => {
  identity(w, object)
  w.line(0, `AddressType:\t${textOf(object.addressType)}`)
  const ports = (object.ports as readonly Fields[] | undefined) ?? []
  if (ports.length === 0) w.line(0, 'Ports: <unset>')
  else {
    w.line(0, 'Ports:')
    w.line(1, 'Name\tPort\tProtocol')
    w.line(1, '----\t----\t--------')
    for (const { name, port, protocol } of ports)
      w.line(1, `${textOf(name) || '<unset>'}\t${textOf(port, '<unset>')}\t${textOf(protocol)}`)
  }
  const endpoints = (object.endpoints as readonly Fields[] | undefined) ?? []
  if (endpoints.length === 0) w.line(0, 'Endpoints: <none>')
  else w.line(0, 'Endpoints:')
  for (const endpoint of endpoints) {
    const target = endpoint.targetRef === undefined ? undefined : fieldsOf(endpoint.targetRef)
    w.line(1, `- Addresses:\t${((endpoint.addresses as readonly string[] | undefined) ?? []).join(', ') || '<none>'}`)
    w.line(2, 'Conditions:')
    w.line(3, `Ready:\t${textOf(fieldsOf(endpoint.conditions).ready, '<unset>')}`)
    w.line(2, `Hostname:\t${textOf(endpoint.hostname, '<unset>')}`)
    if (target !== undefined) w.line(2, `TargetRef:\t${textOf(target.kind)}/${textOf(target.name)}`)
    w.line(2, `NodeName:\t${textOf(endpoint.nodeName, '<unset>')}`)
    w.line(2, `Zone:\t${textOf(endpoint.zone, '<unset>')}`)
  }
  describeEvents(w, object, context)
}
