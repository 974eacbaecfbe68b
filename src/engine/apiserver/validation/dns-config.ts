import { dnsSubdomain } from '../../../k8s/names'
import { invalid, required } from '../field-error'
import { validateIp } from './addresses'
import { type Errors, each } from './field-errors'

export interface DnsConfig {
  readonly nameservers?: readonly string[]
  readonly searches?: readonly string[]
  readonly options?: readonly { readonly name?: string }[]
}

const MAX_NAMESERVERS = 3
const MAX_SEARCHES = 32
const MAX_SEARCH_CHARACTERS = 2048
const LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const SEARCH = `${LABEL}(\\.${LABEL})*`
const SEARCH_RULE = new RegExp(`^${SEARCH}$`)
const SEARCH_WORDS = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SEARCH}')`

/** `isNeeded`: the Pod has no other way to look names up. */
// Models pkg/apis/core/validation/validation.go validatePodDNSConfig
export function* validateDnsConfig(config: DnsConfig | undefined | null, isNeeded: boolean, path: string): Errors {
  if (!config) {
    if (isNeeded) yield required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')
    return
  }
  const nameservers = config.nameservers ?? []
  if (isNeeded && nameservers.length === 0) {
    yield required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')
    return
  }
  if (nameservers.length > MAX_NAMESERVERS) {
    yield invalid(`${path}.nameservers`, nameservers, `must not have more than ${MAX_NAMESERVERS} nameservers`)
  }
  for (const [index, server] of nameservers.entries()) yield* validateIp(server ?? '', `${path}.nameservers[${index}]`)
  yield* validateSearches(config.searches ?? [], `${path}.searches`)
  for (const [option, at] of each(config.options, `${path}.options`))
    if (!option.name) yield required(at, 'must not be empty')
}

function* validateSearches(searches: readonly string[], path: string): Errors {
  if (searches.length > MAX_SEARCHES) {
    yield invalid(path, searches, `must not have more than ${MAX_SEARCHES} search paths`)
  }
  if (searches.join(' ').length > MAX_SEARCH_CHARACTERS) {
    const why = `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`
    yield invalid(path, searches, why)
  }
  for (const [index, search] of searches.entries()) {
    if (search === '.') continue
    const name = (search ?? '').replace(/\.$/, '')
    for (const message of searchErrors(name)) yield invalid(`${path}[${index}]`, name, message)
  }
}

/** A subdomain in which a part may begin with an underscore and have more within. */
// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsDNS1123SubdomainWithUnderscore
function searchErrors(name: string): readonly string[] {
  const isTooLong = dnsSubdomain(name.replaceAll('_', 'a')).filter(message => message.startsWith('must be no more'))
  return SEARCH_RULE.test(name) ? isTooLong : [...isTooLong, SEARCH_WORDS]
}
