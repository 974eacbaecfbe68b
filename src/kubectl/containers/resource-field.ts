import type { Container } from '../../k8s/pod'
import { milliValue, wholeValue } from '../../k8s/quantity'

/** What a container may read of its own requests and limits (`resourceFieldRef`). */
export interface ResourceField {
  /** `limits.cpu`. */
  readonly resource: string
  readonly containerName?: string
  /** The unit that the amount is told in. */
  readonly divisor?: string
}

const READABLE = /^(requests|limits)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/

/** The amount in whole units, rounded up; `0` where none is set; undefined for what cannot be read. */
// Models staging/src/k8s.io/kubectl/pkg/util/resource/resource.go ExtractContainerResourceValue
export function resourceFieldValue({ resources }: Container, { resource, divisor = '0' }: ResourceField) {
  const [, list, name = ''] = READABLE.exec(resource) ?? []
  if (list === undefined) return undefined
  const amount = (list === 'limits' ? resources?.limits : resources?.requests)?.[name] ?? '0'
  const inUnits = name === 'cpu' ? milliValue : wholeValue
  return String(Math.ceil(inUnits(amount) / inUnits(inUnits(divisor) === 0 ? '1' : divisor)))
}
