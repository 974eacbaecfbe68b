import type { Container, Pod } from '../../k8s/pod'
import { addQuantities, compareQuantities } from '../../k8s/quantity'

type Texts = Readonly<Record<string, string>>

/** What a pod asks for, or may use at most, in Kubernetes' texts. */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests and PodLimits
export function podResources({ spec }: Pod, list: 'requests' | 'limits'): Texts {
  const of = (container: Container): Texts => container.resources?.[list] ?? {}
  let running: Texts = {}
  for (const container of spec.containers) running = sumTexts(running, of(container))
  let sidecars: Texts = {}
  let peak: Texts = {}
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      running = sumTexts(running, of(container))
      sidecars = sumTexts(sidecars, of(container))
      peak = maxTexts(peak, sidecars)
    } else peak = maxTexts(peak, sumTexts(of(container), sidecars))
  }
  const total = maxTexts(running, peak)
  if (spec.overhead === undefined) return total
  return list === 'requests' ? sumTexts(total, spec.overhead) : total
}

export function sumTexts(a: Texts, b: Texts): Texts {
  const sum: Record<string, string> = { ...a }
  for (const [name, text] of Object.entries(b))
    sum[name] = sum[name] === undefined ? text : addQuantities(sum[name], text)
  return sum
}

function maxTexts(a: Texts, b: Texts): Texts {
  const max: Record<string, string> = { ...a }
  for (const [name, text] of Object.entries(b)) {
    const other = max[name]
    if (other === undefined || compareQuantities(text, other) > 0) max[name] = text
  }
  return max
}
