import type { PodSpec, ResourceList } from '../../../k8s/pod'
import { containerResources } from '../../../k8s/pod-resources'
import { compareQuantities } from '../../../k8s/quantity'
import { forbiddenField, invalid } from '../field-error'
import { type Errors, each } from './field-errors'
import { sortedKeys } from './labels'
import { type Resources, validatePodRequirements } from './resources'

/** What a Pod asks for as a whole, which must be room enough for each of its containers. */
// Models pkg/apis/core/validation/validation.go validatePodResources
export function* validateResourcesOfPod(spec: PodSpec, claims: readonly string[], path: string): Errors {
  const resources = spec.resources as Resources | undefined | null
  if (!resources) return
  if (spec.os?.name === 'windows') {
    yield forbiddenField(path, 'may not be set for a windows pod')
    return
  }
  if (resources.claims) yield forbiddenField(`${path}.claims`, 'claims may not be set for Resources at pod-level')
  yield* validatePodRequirements(resources, path, claims)
  yield* validateRoomForContainers(spec, resources, path)
}

// Models validation.go validatePodResourceConsistency
function* validateRoomForContainers(spec: PodSpec, { requests, limits }: Resources, path: string): Errors {
  yield* atLeast(requests, containerResources(spec, 'requests'), `${path}.requests`, 'aggregate container requests')
  const pages = Object.entries(containerResources(spec, 'limits')).filter(([name]) => name.startsWith('hugepages-'))
  yield* atLeast(limits, Object.fromEntries(pages), `${path}.limits`, 'aggregate container limits')
  for (const [container, at] of each(spec.containers, `${path}.containers`)) {
    const ownLimits = container.resources?.limits
    for (const name of sortedKeys(ownLimits)) {
      const [most, limit] = [limits?.[name], ownLimits?.[name] ?? '0']
      if (most === undefined || compareQuantities(limit, most) <= 0) continue
      yield invalid(`${at}[${name}].limits`, limit, `must be less than or equal to pod limits of ${most}`)
    }
  }
}

function* atLeast(amounts: ResourceList | undefined, least: ResourceList, path: string, what: string): Errors {
  for (const name of sortedKeys(least)) {
    const [amount, needed] = [amounts?.[name], least[name] ?? '0']
    if (amount === undefined || compareQuantities(needed, amount) <= 0) continue
    yield invalid(`${path}[${name}]`, amount, `must be greater than or equal to ${what} of ${needed}`)
  }
}
