import type { Int64 } from '../../../k8s/big-integer'
import { isSidecar } from '../../../k8s/containers'
import { dnsLabel, portName, portNumber } from '../../../k8s/names'
import type { Container, ContainerPort } from '../../../k8s/pod'
import { duplicate, forbiddenField, invalid, notSupported, required } from '../field-error'
import { validateResizePolicy, validateRestartPolicy } from './container-restarts'
import { validateEnv, validateEnvFrom } from './environment'
import { type Errors, each, numberErrors, oneOf, requiredText } from './field-errors'
import { validateLifecycle, validateProbes } from './handlers'
import { validateResources } from './resources'
import { type SecurityContext, validateSecurityContext } from './security-context'
import { type UsableVolumes, validateVolumeDevices, validateVolumeMounts } from './volume-mounts'

/** What the checks of a container need to know of its Pod. */
export interface PodFacts {
  readonly volumes: UsableVolumes
  /** The names of the resource claims that containers can use. */
  readonly claims: readonly string[]
  readonly restartPolicy: string | undefined
  readonly gracePeriod: Int64 | undefined
  /** False: the Pod has a user namespace of its own. */
  readonly hostUsers: boolean
}

const PROTOCOLS = ['SCTP', 'TCP', 'UDP']
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never']
const TERMINATION_MESSAGES = ['File', 'FallbackToLogsOnError']
const NOT_FOR_INIT = 'may not be set for init containers without restartPolicy=Always'

// Models pkg/apis/core/validation/validation.go validateContainers
export function* validateContainers(containers: readonly Container[] | undefined, path: string, pod: PodFacts): Errors {
  if (!containers || containers.length === 0) {
    yield required(path)
    return
  }
  const names = new Set<string>()
  for (const [container, at] of each(containers, path)) {
    yield* validateContainer(container, at, pod)
    const { name = '' } = container
    if (names.has(name)) yield duplicate(`${at}.name`, name)
    names.add(name)
    yield* validateLifecycle(container.lifecycle, `${at}.lifecycle`, pod.gracePeriod)
    yield* validateProbes(container, at, pod.gracePeriod)
    yield* validateRestartPolicy(container, at)
  }
  yield* validateHostPorts(containers, path)
}

// Models validation.go validateInitContainers
export function* validateInitContainers(
  containers: readonly Container[] | undefined,
  regular: readonly Container[] | undefined,
  path: string,
  pod: PodFacts,
): Errors {
  const names = new Set((regular ?? []).map(container => container?.name ?? ''))
  for (const [container, at] of each(containers, path)) {
    yield* validateContainer(container, at, pod)
    yield* validateRestartPolicy(container, at, true)
    const { name = '' } = container
    if (names.has(name)) yield duplicate(`${at}.name`, name)
    else if (name !== '') names.add(name)
    yield* validateHostPorts([container], path)
    if (isSidecar(container)) {
      yield* validateLifecycle(container.lifecycle, `${at}.lifecycle`, pod.gracePeriod)
      yield* validateProbes(container, at, pod.gracePeriod)
    } else {
      for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
        if (container[field]) yield forbiddenField(`${at}.${field}`, NOT_FOR_INIT)
      }
    }
  }
}

// Models validation.go validateContainerCommon
export function* validateContainer(container: Container, path: string, pod: PodFacts): Errors {
  yield* requiredText(`${path}.name`, container.name, dnsLabel)
  yield* requiredText(`${path}.image`, container.image)
  const policy = container.terminationMessagePolicy as string | undefined
  yield* oneOf(`${path}.terminationMessagePolicy`, policy, TERMINATION_MESSAGES)
  yield* validatePorts(container.ports, `${path}.ports`)
  yield* validateEnv(container.env, `${path}.env`)
  yield* validateEnvFrom(container.envFrom, `${path}.envFrom`)
  yield* validateVolumeMounts(container, `${path}.volumeMounts`, pod.volumes)
  yield* validateVolumeDevices(container, `${path}.volumeDevices`, pod.volumes)
  yield* oneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES)
  yield* validateResources(container.resources, `${path}.resources`, pod.claims)
  yield* validateResizePolicy(container, `${path}.resizePolicy`, pod.restartPolicy)
  yield* validateSecurityContext(
    container.securityContext as SecurityContext | undefined,
    `${path}.securityContext`,
    pod.hostUsers,
  )
}

function* validatePorts(ports: readonly ContainerPort[] | undefined, path: string): Errors {
  const names = new Set<string>()
  for (const [port, at] of each(ports, path)) {
    const { name, containerPort, hostPort, protocol } = port
    if (name) {
      const wrong = portName(name)
      for (const message of wrong) yield invalid(`${at}.name`, name, message)
      if (wrong.length === 0 && names.has(name)) yield duplicate(`${at}.name`, name)
      if (wrong.length === 0) names.add(name)
    }
    if (!containerPort) yield required(`${at}.containerPort`)
    else yield* numberErrors(`${at}.containerPort`, containerPort, portNumber)
    if (hostPort) yield* numberErrors(`${at}.hostPort`, hostPort, portNumber)
    if (protocol && !PROTOCOLS.includes(protocol)) yield notSupported(`${at}.protocol`, protocol, PROTOCOLS)
  }
}

// Models validation.go AccumulateUniqueHostPorts
function* validateHostPorts(containers: readonly Container[], path: string): Errors {
  const taken = new Set<string>()
  for (const [container, at] of each(containers, path)) {
    for (const [{ hostPort, hostIP = '', protocol = 'TCP' }, portPath] of each(container.ports, `${at}.ports`)) {
      if (!hostPort) continue
      const key = `${protocol}/${hostIP}/${hostPort}`
      if (taken.has(key)) yield duplicate(`${portPath}.hostPort`, key)
      taken.add(key)
    }
  }
}

/** Containers in the node's network own the ports they name. */
// Models validation.go validatePodHostNetworkDeps
export function* validateHostNetwork(
  containers: readonly Container[] | undefined,
  path: string,
  isPod: boolean,
): Errors {
  for (const [container, at] of each(containers, path)) {
    for (const [{ hostPort = 0, containerPort = 0 }, portPath] of each(container.ports, `${at}.ports`)) {
      if ((isPod || hostPort !== 0) && hostPort !== containerPort) {
        yield invalid(`${portPath}.hostPort`, hostPort, 'must match `containerPort` when `hostNetwork` is true')
      }
    }
  }
}
