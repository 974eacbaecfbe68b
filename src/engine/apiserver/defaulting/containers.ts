import type { Fields } from '../../../base/fields'
import { imageTag } from '../../../k8s/image-reference'
import { canonicalInMillis } from '../../../k8s/quantity'
import { isUnset, mapField, mapItems, mapList, onceForEach, withDefaults } from './default-fields'

type List = readonly unknown[]

/** The containers of a pod template. */
export const defaultContainers = onceForEach((containers: List) => mapList(containers, defaultContainer))

/** The containers of a pod: also what is limited and not requested is requested. */
export const defaultPodContainers = onceForEach((containers: List) =>
  mapList(defaultContainers(containers), container => mapField(container, 'resources', requestWhatIsLimited)),
)

/** On the host's network, a container's port is the host's port too. */
export const exposeOnHost = onceForEach((containers: List) =>
  mapList(containers, container =>
    mapItems(container, 'ports', port => (port.hostPort ? port : { ...port, hostPort: port.containerPort })),
  ),
)

const CONTAINER = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: {},
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_Container
function defaultContainer(container: Fields): Fields {
  let result = withDefaults(container, CONTAINER)
  if (isUnset(result.imagePullPolicy)) {
    result = { ...result, imagePullPolicy: pullPolicyOf(String(container.image ?? '')) }
  }
  result = mapField(result, 'resources', canonicalResources)
  result = mapItems(result, 'ports', port => withDefaults(port, { protocol: 'TCP' }))
  result = mapItems(result, 'env', variable => mapField(variable, 'valueFrom', defaultEnvSource))
  result = withLifecycle(result)
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
    result = mapField(result, probe, defaultProbe)
  return result
}

/** Stop signals are behind a feature gate that is off: the server drops them. */
function withLifecycle(container: Fields): Fields {
  const lifecycle = container.lifecycle as Fields | undefined
  if (typeof lifecycle !== 'object' || lifecycle === null) return container
  const { stopSignal, ...kept } = mapField(mapField(lifecycle, 'postStart', defaultHandler), 'preStop', defaultHandler)
  if (Object.keys(kept).length > 0 || stopSignal === undefined) return { ...container, lifecycle: kept }
  const { lifecycle: _, ...rest } = container
  return rest
}

/** An image without a tag, or with the tag `latest`, is asked for again at each start. */
// Models pkg/apis/core/v1/defaults.go SetDefaults_Container
export function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
}

function defaultEnvSource(source: Fields): Fields {
  const withField = mapField(source, 'fieldRef', field => withDefaults(field, { apiVersion: 'v1' }))
  const withFile = mapField(withField, 'fileKeyRef', file => withDefaults(file, { optional: false }))
  return mapField(withFile, 'resourceFieldRef', reference => withDefaults(reference, { divisor: '0' }))
}

const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }

// Models pkg/apis/core/v1/defaults.go SetDefaults_Probe
function defaultProbe(probe: Fields): Fields {
  const numbers = ['timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']
  const unset = numbers.filter(field => !probe[field])
  const timed = unset.length === 0 ? probe : { ...probe, ...pick(PROBE, unset) }
  return defaultHandler(mapField(timed, 'grpc', grpc => (grpc.service === undefined ? { ...grpc, service: '' } : grpc)))
}

function pick(from: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(keys.map(key => [key, from[key]]))
}

function defaultHandler(handler: Fields): Fields {
  return mapField(handler, 'httpGet', action => withDefaults(action, { path: '/', scheme: 'HTTP' }))
}

/** Requests and limits as they are stored. */
export function canonicalResources(resources: Fields): Fields {
  return mapField(mapField(resources, 'limits', canonicalAmounts), 'requests', canonicalAmounts)
}

/** Amounts as they are stored, in steps of a thousandth; what is no quantity is left to validation. */
export function canonicalAmounts(amounts: Fields): Fields {
  let result: Record<string, unknown> | undefined
  for (const name in amounts) {
    const text = String(amounts[name])
    const canonical = canonicalOrSame(text)
    if (canonical === amounts[name]) continue
    result ??= { ...amounts }
    result[name] = canonical
  }
  return result ?? amounts
}

function canonicalOrSame(text: string): string {
  try {
    return canonicalInMillis(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

// Models pkg/apis/core/v1/defaults.go SetDefaults_Pod
function requestWhatIsLimited(resources: Fields): Fields {
  const limits = resources.limits as Fields | undefined
  if (limits === undefined) return resources
  const requests = (resources.requests as Fields | undefined) ?? {}
  const completed = withDefaults(requests, limits)
  return completed === requests ? resources : { ...resources, requests: completed }
}
