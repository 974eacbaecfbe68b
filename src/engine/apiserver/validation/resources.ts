import { dnsLabel, qualifiedName } from '../../../k8s/names'
import type { ResourceList } from '../../../k8s/pod'
import { compareQuantities, isWholeAmount, parseQuantity, scaledInt64 } from '../../../k8s/quantity'
import { duplicate, forbiddenField, invalid, notFoundField, notSupported, required, TypedText } from '../field-error'
import { type Errors, each, textErrors, typedTextErrors } from './field-errors'
import { sortedKeys } from './labels'

/** Resources that have no domain in their name. */
const STANDARD = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
  'requests.storage',
  'services.nodeports',
  'services.loadbalancers',
]
const STANDARD_OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage']
const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
]

export interface Resources {
  readonly requests?: ResourceList
  readonly limits?: ResourceList
  readonly claims?: readonly { readonly name?: string; readonly request?: string }[]
}

const isHugePages = (name: string) => name.startsWith('hugepages-')
const isHugePagesOfQuotas = (name: string) => isHugePages(name.replace(/^requests\./, ''))
const isNative = (name: string) => !name.includes('/') || name.includes('kubernetes.io/')
const isExtended = (name: string) =>
  !isNative(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`).length === 0

/** Whether quotas know the resource without a domain in its name. */
export const isStandardOfQuotas = (name: string) =>
  (name !== 'storage' && STANDARD.includes(name)) || isHugePagesOfQuotas(name)

/** What a container asks for and is limited to. `claims`: the names of the resource claims of its Pod. */
// Models pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements
export function validateResources(
  resources: Resources | undefined | null,
  path: string,
  claims: readonly string[],
): Errors {
  return validateRequirements(resources, path, claims, validateContainerResourceName)
}

/** The same for a whole Pod, for which fewer resources can be named. */
// Models validation.go validatePodResourceRequirements
export function validatePodRequirements(resources: Resources, path: string, claims: readonly string[]): Errors {
  return validateRequirements(resources, path, claims, validatePodResourceName)
}

// Models validation.go validateResourceRequirements
function* validateRequirements(
  resources: Resources | undefined | null,
  path: string,
  claims: readonly string[],
  validateName: (name: string, path: string) => Errors,
): Errors {
  const { requests, limits } = resources ?? {}
  for (const name of sortedKeys(limits)) {
    const at = `${path}.limits[${name}]`
    yield* validateName(name, at)
    yield* validateAmount(name, limits?.[name] ?? '0', at)
  }
  for (const name of sortedKeys(requests)) {
    const amount = requests?.[name] ?? '0'
    const at = `${path}.requests[${name}]`
    yield* validateName(name, at)
    yield* validateQuantity(name, amount, at)
    yield* compareWithLimit(name, amount, limits?.[name], path)
    yield* validateWholePages(name, amount, at)
  }
  const names = [...sortedKeys(requests), ...sortedKeys(limits)]
  if (names.some(isHugePages) && !names.some(name => name === 'cpu' || name === 'memory')) {
    yield forbiddenField(path, 'HugePages require cpu or memory')
  }
  yield* validateClaimNames(resources?.claims, claims, `${path}.claims`)
}

function* validateAmount(name: string, amount: string, path: string): Errors {
  yield* validateQuantity(name, amount, path)
  yield* validateWholePages(name, amount, path)
}

// Models validation.go validateResourceQuantityHugePageValue
function* validateWholePages(name: string, amount: string, path: string): Errors {
  const size = name.slice('hugepages-'.length)
  if (!isHugePages(name) || !isQuantity(amount)) return
  if (isQuantity(size) && parseQuantity(size).nanos > 0n && isWholeAmount(size)) {
    if (scaledInt64(amount, 0) % scaledInt64(size, 0) === 0n) return
  }
  yield invalid(path, amount, `${amount} is not positive integer multiple of ${name}`)
}

// Models validation.go validateResourceClaimNames
function* validateClaimNames(claims: Resources['claims'], known: readonly string[], path: string): Errors {
  const seen = new Set<string>()
  const words = 'must be one of the names in pod.spec.resourceClaims'
  for (const [{ name = '', request = '' }, at] of each(claims, path)) {
    if (name === '') {
      yield required(at)
      continue
    }
    const key = request === '' ? name : `${name}/${request}`
    if (seen.has(name)) yield duplicate(at, name)
    else {
      if (request !== '') yield* textErrors(`${at}.request`, request, dnsLabel)
      if (seen.has(key)) yield duplicate(at, key)
      if (request === '') for (const other of seen) if (other.startsWith(`${name}/`)) yield duplicate(at, name)
      seen.add(key)
    }
    if (known.includes(name)) continue
    yield notFoundField(
      at,
      name,
      `${words}${known.length === 0 ? ' which is empty' : `: ${[...new Set(known)].sort().join(', ')}`}`,
    )
  }
}

/** The decoder has refused other texts, but not everything has gone through it. */
function isQuantity(text: string): boolean {
  try {
    parseQuantity(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function* compareWithLimit(name: string, amount: string, limit: string | undefined, path: string): Errors {
  const overcommits = isNative(name) && !isHugePages(name)
  if (limit === undefined) {
    if (!overcommits) yield required(`${path}.limits`, 'Limit must be set for non overcommitable resources')
    return
  }
  if (!isQuantity(amount) || !isQuantity(limit)) return
  const order = compareQuantities(amount, limit)
  if (order !== 0 && !overcommits)
    yield invalid(`${path}.requests`, amount, `must be equal to ${name} limit of ${limit}`)
  else if (order > 0)
    yield invalid(`${path}.requests`, amount, `must be less than or equal to ${name} limit of ${limit}`)
}

/** The amount is not negative, and whole where only whole pieces can be had. */
// Models validation.go ValidateResourceQuantityValue
export function* validateQuantity(name: string, amount: string, path: string): Errors {
  if (!isQuantity(amount)) {
    yield invalid(path, amount, 'must be a valid resource quantity')
    return
  }
  const { nanos } = parseQuantity(amount)
  if (nanos < 0n) yield invalid(path, amount, 'must be greater than or equal to 0')
  if ((COUNTED.includes(name) || isExtended(name)) && !isWholeAmount(amount))
    yield invalid(path, amount, 'must be an integer')
}

// Models validation.go validateResourceName
export function* validateResourceName(name: string, path: string): Errors {
  const malformed = qualifiedName(name)
  if (malformed.length > 0) yield* typedTextErrors(path, name, qualifiedName)
  else if (!name.includes('/') && !STANDARD.includes(name) && !isHugePagesOfQuotas(name)) {
    yield invalid(path, new TypedText(name), 'must be a standard resource type or fully qualified')
  }
}

// Models validation.go validateContainerResourceName
export function* validateContainerResourceName(name: string, path: string): Errors {
  yield* validateResourceName(name, path)
  if (!name.includes('/')) {
    if (!STANDARD_OF_CONTAINERS.includes(name) && !isHugePages(name)) {
      yield invalid(path, new TypedText(name), 'must be a standard resource for containers')
    }
  } else if (!isNative(name) && !isExtended(name)) {
    yield invalid(path, new TypedText(name), "doesn't follow extended resource name standard")
  }
}

/** What can be asked for a whole Pod. */
// Models staging/src/k8s.io/component-helpers/resource/helpers.go SupportedPodLevelResources
const OF_PODS = ['cpu', 'hugepages-', 'memory']

// Models validation.go validatePodResourceName
function* validatePodResourceName(name: string, path: string): Errors {
  const errors = [...validateResourceName(name, path)]
  if (errors.length > 0) yield* errors
  else if (!OF_PODS.some(one => one === name) && !isHugePages(name)) yield notSupported(path, name, OF_PODS)
}
