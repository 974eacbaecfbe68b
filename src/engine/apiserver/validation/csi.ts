import { dnsSubdomain, qualifiedName } from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { deepEqual } from '../../../k8s/share-unchanged'
import { duplicate, invalid, notSupported, required } from '../field-error'
import { type Errors, each, nonNegative, oneOf, textErrors } from './field-errors'

interface DriverSpec {
  readonly attachRequired?: boolean
  readonly fsGroupPolicy?: string
  readonly tokenRequests?: readonly { readonly audience?: string; readonly expirationSeconds?: number }[]
  readonly volumeLifecycleModes?: readonly string[]
  readonly nodeAllocatableUpdatePeriodSeconds?: number
  readonly serviceAccountTokenInSecrets?: boolean
}

const GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType']
const LIFECYCLES = ['Persistent', 'Ephemeral']
const SHORTEST_TOKEN = 600
const LONGEST_TOKEN = 2 ** 32
const SHORTEST_PERIOD = 10
const MAX_NODE_ID = 192

// Models pkg/apis/storage/validation/validation.go validateCSIDriverSpec
export function* validateDriver({ spec }: KubeObject): Errors {
  const driver = (spec ?? {}) as DriverSpec
  const { nodeAllocatableUpdatePeriodSeconds: period, serviceAccountTokenInSecrets: inSecrets } = driver
  yield* oneOf('spec.fsGroupPolicy', driver.fsGroupPolicy, GROUP_POLICIES)
  yield* validateTokenRequests(driver)
  for (const mode of driver.volumeLifecycleModes ?? []) {
    if (!LIFECYCLES.includes(mode)) yield notSupported('spec.volumeLifecycleModes', mode, LIFECYCLES)
  }
  if (period !== undefined && period < SHORTEST_PERIOD) {
    const why = `must be greater than or equal to ${SHORTEST_PERIOD} seconds`
    yield invalid('spec.nodeAllocatableUpdatePeriodSeconds', period, why)
  }
  if (inSecrets !== undefined && (driver.tokenRequests ?? []).length === 0) {
    const why = 'serviceAccountTokenInSecrets is set but no tokenRequests are specified'
    yield invalid('spec.serviceAccountTokenInSecrets', inSecrets, why)
  }
}

function* validateTokenRequests({ tokenRequests }: DriverSpec): Errors {
  const audiences = new Set<string>()
  for (const [{ audience = '', expirationSeconds: seconds }, path] of each(tokenRequests, 'spec.tokenRequests')) {
    if (audiences.has(audience)) {
      yield duplicate(`${path}.audience`, audience)
      continue
    }
    audiences.add(audience)
    const at = `${path}.expirationSeconds`
    if (seconds === undefined) continue
    if (seconds < SHORTEST_TOKEN) yield invalid(at, seconds, 'may not specify a duration less than 10 minutes')
    if (seconds > LONGEST_TOKEN) yield invalid(at, seconds, 'may not specify a duration larger than 2^32 seconds')
  }
}

// Models validation.go ValidateCSIDriverUpdate, with the name that it has for the field
export function* validateDriverChange(object: KubeObject, before: KubeObject): Errors {
  const [now, was] = [(object.spec ?? {}) as DriverSpec, (before.spec ?? {}) as DriverSpec]
  if (now.attachRequired !== was.attachRequired) {
    yield invalid('spec.attachedRequired', now.attachRequired, 'field is immutable')
  }
  if (!deepEqual(now.volumeLifecycleModes, was.volumeLifecycleModes)) {
    yield invalid('spec.volumeLifecycleModes', now.volumeLifecycleModes, 'field is immutable')
  }
}

const UNSAFE_TOKENS =
  'spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes'

// Models pkg/registry/storage/csidriver/strategy.go WarningsOnCreate and WarningsOnUpdate
export function* driverWarnings({ spec }: KubeObject, before: KubeObject | undefined): Generator<string, void> {
  const { tokenRequests = [], serviceAccountTokenInSecrets } = (spec ?? {}) as DriverSpec
  const asked = (before?.spec as DriverSpec | undefined)?.tokenRequests
  if (tokenRequests.length === 0 || serviceAccountTokenInSecrets !== undefined) return
  if (before === undefined || !deepEqual(tokenRequests, asked)) yield UNSAFE_TOKENS
}

interface NodeDriver {
  readonly name?: string
  readonly nodeID?: string
  readonly topologyKeys?: readonly string[]
  readonly allocatable?: { readonly count?: number }
}

// Models validation.go validateCSINodeDriver
export function* validateNodeDrivers({ spec }: KubeObject): Errors {
  const names = new Set<string>()
  const { drivers } = (spec ?? {}) as { readonly drivers?: readonly NodeDriver[] }
  for (const [{ name = '', nodeID = '', topologyKeys, allocatable }, path] of each(drivers, 'spec.drivers')) {
    if (name === '') yield required(`${path}.name`)
    else yield* textErrors(`${path}.name`, name, dnsSubdomain)
    if (nodeID === '') yield required(`${path}.nodeID`)
    if (nodeID.length > MAX_NODE_ID)
      yield invalid(`${path}.nodeID`, nodeID, `must be ${MAX_NODE_ID} characters or less`)
    yield* nonNegative(`${path}.allocatable.count`, allocatable?.count)
    if (names.has(name)) yield duplicate(`${path}.name`, name)
    names.add(name)
    const keys = new Set<string>()
    for (const key of topologyKeys ?? []) {
      if (key === '') yield required(path)
      if (keys.has(key)) yield duplicate(path, key)
      keys.add(key)
      yield* textErrors(path, key, qualifiedName)
    }
  }
}

// Models validation.go ValidateCSINodeUpdate: what a driver says of a node stays, but for how much it can take
export function* validateNodeDriversChange(object: KubeObject, before: KubeObject): Errors {
  const driversOf = ({ spec }: KubeObject) => (spec as { readonly drivers?: readonly NodeDriver[] }).drivers ?? []
  for (const was of driversOf(before)) {
    for (const now of driversOf(object)) {
      if (was.name !== now.name) continue
      const [{ allocatable: _, ...left }, { allocatable: __, ...right }] = [now, was]
      if (!deepEqual(left, right)) yield invalid('spec.drivers', goDriver(now), 'field is immutable')
    }
  }
}

const goDriver = ({ name = '', nodeID = '', topologyKeys = [] }: NodeDriver) => ({
  Name: name,
  NodeID: nodeID,
  TopologyKeys: topologyKeys,
  Allocatable: null,
})
