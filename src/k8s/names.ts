import { utf8Length } from '../base/utf8-length'

/** What is wrong with a text, in the words of Kubernetes; empty when nothing is. */
export type TextRule = (text: string) => readonly string[]

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const VALUE = `(${KEY})?`
const CONFIG_KEY = '[-._a-zA-Z0-9]+'
const HEADER = '[-A-Za-z0-9]+'
const PERCENT = '[0-9]+%'
const MAX_LABEL = 63
const MAX_SUBDOMAIN = 253
const MAX_PORT_NAME = 15

const whole = (pattern: string) => new RegExp(`^${pattern}$`)
const LABEL_RULE = whole(LABEL)
const SUBDOMAIN_RULE = whole(SUBDOMAIN)
const KEY_RULE = whole(KEY)
const VALUE_RULE = whole(VALUE)
const CONFIG_KEY_RULE = whole(CONFIG_KEY)
const HEADER_RULE = whole(HEADER)
const PERCENT_RULE = whole(PERCENT)

// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go RegexError
function patternMessage(words: string, pattern: string, ...examples: string[]): string {
  const list = examples.map(example => `'${example}', `).join(' or ')
  return `${words} (e.g. ${list}regex used for validation is '${pattern}')`
}

const LABEL_WORDS = patternMessage(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  LABEL,
  'my-name',
  '123-abc',
)
const SUBDOMAIN_WORDS = patternMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  SUBDOMAIN,
  'example.com',
)
const KEY_WORDS = patternMessage(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  KEY,
  'MyName',
  'my.name',
  '123-abc',
)
const VALUE_WORDS = patternMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  VALUE,
  'MyValue',
  'my_value',
  '12345',
)

const byteLength = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text.length : utf8Length(text))

/** A text of no more than 63 letters, digits and hyphens: names of containers, namespaces and the like. */
// Models validation.go IsDNS1123Label
export const dnsLabel: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_LABEL) errors.push(`must be no more than ${MAX_LABEL} characters`)
  if (!LABEL_RULE.test(text)) errors.push(SUBDOMAIN_RULE.test(text) ? 'must not contain dots' : LABEL_WORDS)
  return errors
}

const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?'
const LABEL_1035_RULE = new RegExp(`^${LABEL_1035}$`)
const LABEL_1035_WORDS = patternMessage(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  LABEL_1035,
  'my-name',
  'abc-123',
)

/** A label that begins with a letter: names of resources. */
// Models validation.go IsDNS1035Label
export const resourceLabel: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_LABEL) errors.push(`must be no more than ${MAX_LABEL} characters`)
  if (!LABEL_1035_RULE.test(text)) errors.push(LABEL_1035_WORDS)
  return errors
}

/** Labels joined by dots: most object names. */
// Models validation.go IsDNS1123Subdomain
export const dnsSubdomain: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_SUBDOMAIN) errors.push(`must be no more than ${MAX_SUBDOMAIN} characters`)
  if (!SUBDOMAIN_RULE.test(text)) errors.push(SUBDOMAIN_WORDS)
  return errors
}

/** Keys of labels, annotations and taints: a name with an optional domain before a slash. */
// Models staging/src/k8s.io/apimachinery/pkg/api/validate/content/kube.go IsLabelKey
export const qualifiedName: TextRule = text => {
  const parts = text.split('/')
  if (parts.length > 2) {
    return [`a valid label key ${KEY_WORDS} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  }
  const name = parts.at(-1) ?? ''
  const errors: string[] = []
  if (parts.length === 2) {
    const [prefix = ''] = parts
    if (prefix === '') errors.push('prefix part must be non-empty')
    else {
      if (byteLength(prefix) > MAX_SUBDOMAIN) errors.push(`prefix part must be no more than ${MAX_SUBDOMAIN} bytes`)
      if (!SUBDOMAIN_RULE.test(prefix)) errors.push(`prefix part ${SUBDOMAIN_WORDS}`)
    }
  }
  if (name === '') errors.push('name part must be non-empty')
  else if (byteLength(name) > MAX_LABEL) errors.push(`name part must be no more than ${MAX_LABEL} bytes`)
  if (!KEY_RULE.test(name)) errors.push(`name part ${KEY_WORDS}`)
  return errors
}

// Models content/kube.go IsLabelValue
export const labelValue: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_LABEL) errors.push(`must be no more than ${MAX_LABEL} bytes`)
  if (!VALUE_RULE.test(text)) errors.push(VALUE_WORDS)
  return errors
}

// Models validation.go IsConfigMapKey
export const configMapKey: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_SUBDOMAIN) errors.push(`must be no more than ${MAX_SUBDOMAIN} characters`)
  if (!CONFIG_KEY_RULE.test(text)) {
    const words = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
    errors.push(patternMessage(words, CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name'))
  }
  if (text === '.') errors.push("must not be '.'")
  else if (text === '..') errors.push("must not be '..'")
  else if (text.startsWith('..')) errors.push("must not start with '..'")
  return errors
}

const WILDCARD = `\\*\\.${SUBDOMAIN}`
const WILDCARD_RULE = whole(WILDCARD)
const WILDCARD_WORDS = patternMessage(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  WILDCARD,
  '*.example.com',
)

// Models validation.go IsWildcardDNS1123Subdomain
export const wildcardSubdomain: TextRule = text => [
  ...(byteLength(text) > MAX_SUBDOMAIN ? [`must be no more than ${MAX_SUBDOMAIN} characters`] : []),
  ...(WILDCARD_RULE.test(text) ? [] : [WILDCARD_WORDS]),
]

// Models validation.go IsValidPortName
export const portName: TextRule = text => {
  const errors: string[] = []
  if (byteLength(text) > MAX_PORT_NAME) errors.push(`must be no more than ${MAX_PORT_NAME} characters`)
  if (!/^[-a-z0-9]+$/.test(text)) errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(text)) errors.push('must contain at least one letter (a-z)')
  if (text.includes('--')) errors.push('must not contain consecutive hyphens')
  if (text.startsWith('-') || text.endsWith('-')) errors.push('must not begin or end with a hyphen')
  return errors
}

// Models validation.go IsRelaxedEnvVarName
export const environmentName: TextRule = text =>
  /^[\x20-\x3c\x3e-\x7e]*$/.test(text)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]

// Models validation.go IsHTTPHeaderName
export const headerName: TextRule = text =>
  HEADER_RULE.test(text)
    ? []
    : [patternMessage("a valid HTTP header must consist of alphanumeric characters or '-'", HEADER, 'X-Header-Name')]

// Models validation.go IsValidPercent
/** What can stand between the slashes of a path. */
// Models staging/src/k8s.io/apimachinery/pkg/api/validation/path/name.go IsValidPathSegmentName
export const anyPathSegment: TextRule = text => {
  if (text === '.' || text === '..') return [`may not be '${text}'`]
  return ['/', '%'].filter(character => text.includes(character)).map(character => `may not contain '${character}'`)
}

export const percentage: TextRule = text =>
  PERCENT_RULE.test(text)
    ? []
    : [
        patternMessage(
          "a valid percent string must be a numeric string followed by an ending '%'",
          PERCENT,
          '1%',
          '93%',
        ),
      ]

/** The range that is not met, or nothing. */
export function inRange(value: number, from: number, to: number): readonly string[] {
  return value >= from && value <= to ? [] : [`must be between ${from} and ${to}, inclusive`]
}

export const portNumber = (value: number): readonly string[] => inRange(value, 1, 65535)

const MAX_ID = 2 ** 31 - 1

/** User and group ids. */
export const unixId = (value: number): readonly string[] => inRange(value, 0, MAX_ID)

const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/
const IPV6_GROUPS = 8

export function isIpAddress(text: string): boolean {
  if (IPV4.test(text)) return true
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(':')) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  if (!groups.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length < IPV6_GROUPS : groups.length === IPV6_GROUPS
}

/** An address with the number of bits that name the network: `10.0.0.0/8`. */
export function isCidr(text: string): boolean {
  const [address = '', bits = '', rest] = text.split('/')
  if (rest !== undefined || !isIpAddress(address) || !/^\d+$/.test(bits)) return false
  return Number(bits) <= (address.includes(':') ? 128 : 32)
}
