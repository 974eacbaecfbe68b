import type { Fields } from '../../../base/fields'
import type { PodSpec, ResourceList } from '../../../k8s/pod'
import { containerResources, isPodLevelResource } from '../../../k8s/pod-resources'
import {
  canonicalAmounts,
  canonicalResources,
  defaultContainers,
  defaultPodContainers,
  exposeOnHost,
} from './containers'
import { mapField, withDefaults } from './default-fields'
import { defaultVolumes } from './volumes'

const POD_SPEC = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
}

type ListChange = (list: readonly unknown[]) => readonly unknown[]

const mapListField = (spec: Fields, key: string, change: ListChange) =>
  mapField(spec, key, list => (Array.isArray(list) ? change(list) : list))

// Models pkg/apis/core/v1/defaults.go SetDefaults_PodSpec
function defaultPodSpec(spec: Fields, containers: ListChange): Fields {
  let result = withDefaults(spec, POD_SPEC)
  result = mapListField(result, 'containers', containers)
  result = mapListField(result, 'initContainers', containers)
  result = mapListField(result, 'ephemeralContainers', containers)
  result = mapListField(result, 'volumes', defaultVolumes)
  result = mapField(mapField(result, 'overhead', canonicalAmounts), 'resources', canonicalResources)
  return withBothAccountNames(withoutSchedulingGroup(result))
}

/** Groups of pods are behind a feature gate that is off: the server drops them. */
// Models pkg/api/pod/util.go dropDisabledSchedulingGroup
function withoutSchedulingGroup(spec: Fields): Fields {
  if (spec.schedulingGroup === undefined) return spec
  const { schedulingGroup: _, ...rest } = spec
  return rest
}

/** `serviceAccount` is the old name of `serviceAccountName`; objects carry both. */
// Models pkg/apis/core/v1/conversion.go Convert_core_PodSpec_To_v1_PodSpec
function withBothAccountNames(spec: Fields): Fields {
  const name = spec.serviceAccountName || spec.serviceAccount
  if (!name || (spec.serviceAccountName === name && spec.serviceAccount === name)) return spec
  return { ...spec, serviceAccountName: name, serviceAccount: name }
}

/** The field `template` of a workload's spec. */
export function defaultTemplate(spec: Fields): Fields {
  return mapField(withDefaults(spec, { template: {} }), 'template', template => {
    const complete = template.spec === undefined ? { ...template, spec: {} } : template
    return mapField(withDefaults(complete, { metadata: {} }), 'spec', podSpec =>
      defaultPodSpec(podSpec, defaultContainers),
    )
  })
}

const OF_PODS = ['cpu', 'memory']

/** A Pod that is limited as a whole asks for what its containers do, and where they say nothing for as much as it may use. */
// Models pkg/apis/core/v1/defaults.go defaultPodRequests
function withRequestsOfPod(resources: Fields, spec: Fields): Fields {
  const limits = (resources.limits ?? {}) as ResourceList
  if (Object.keys(limits).length === 0) return resources
  const ofContainers = Object.entries(containerResources(spec as unknown as PodSpec, 'requests'))
  const asked = Object.fromEntries(ofContainers.filter(([name]) => OF_PODS.includes(name)))
  const limited = Object.fromEntries(Object.entries(limits).filter(([name]) => isPodLevelResource(name)))
  const requests = { ...limited, ...asked, ...(resources.requests as Fields | undefined) }
  return Object.keys(requests).length === 0 ? resources : { ...resources, requests }
}

/** Where a Pod says anything as a whole, its huge pages are limited to those of its containers. */
// Models pkg/apis/core/v1/defaults.go defaultHugePagePodLimits
function withHugePagesOfPod(resources: Fields, spec: Fields): Fields {
  const { limits = {}, requests = {} } = resources as { readonly limits?: Fields; readonly requests?: Fields }
  if (Object.keys({ ...limits, ...requests }).length === 0) return resources
  const ofContainers = Object.entries(containerResources(spec as unknown as PodSpec, 'limits'))
  const pages = ofContainers.filter(([name]) => name.startsWith('hugepages-') && !(name in requests))
  return pages.length === 0 ? resources : { ...resources, limits: { ...Object.fromEntries(pages), ...limits } }
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_Pod
export function defaultPodSpecOfPod(spec: Fields): Fields {
  let result = withDefaults(defaultPodSpec(spec, defaultPodContainers), { enableServiceLinks: true })
  if (Number(result.terminationGracePeriodSeconds) < 0) result = { ...result, terminationGracePeriodSeconds: 1 }
  result = mapField(result, 'resources', resources => withRequestsOfPod(withHugePagesOfPod(resources, result), result))
  if (result.hostNetwork === true) {
    result = mapListField(result, 'containers', exposeOnHost)
    result = mapListField(result, 'initContainers', exposeOnHost)
  }
  return result
}
