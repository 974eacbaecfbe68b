import type { Fields } from '../../../base/fields'
import { fieldsOf, type GoField } from './go-struct'
import type { GoType } from './go-type'

/**
 * Where the server's own types differ from those of the API: fields that stand behind another one, by their Go names. Null: it
 * is not there.
 */
// Models pkg/apis/core/types.go
const MOVED: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'v1.PodSpec': {
    DeprecatedServiceAccount: null,
    HostNetwork: null,
    HostPID: null,
    HostIPC: null,
    ShareProcessNamespace: null,
    HostUsers: null,
    SetHostnameAsFQDN: 'Subdomain',
    PreemptionPolicy: 'Priority',
    Overhead: 'RuntimeClassName',
  },
  'v1.PodSecurityContext': { FSGroupChangePolicy: 'FSGroup' },
  'v1.PersistentVolumeSource': { Quobyte: 'RBD', FlexVolume: 'ISCSI' },
  'v1.Volume': { Quobyte: 'RBD' },
}

/** What a Pod shares with its host is part of the internal security context. */
const HOST_FIELDS = ['HostNetwork', 'HostPID', 'HostIPC', 'ShareProcessNamespace', 'HostUsers']

/** Types that the internal API shares with the one outside: their fields have the names of JSON. */
const SHARED_TYPES: ReadonlySet<string> = new Set(['v1.LabelSelector', 'v1.LabelSelectorRequirement', 'v1.ObjectMeta'])

/**
 * A stored value of a Go struct as the server's internal types write it to JSON: every field, by its Go name, also what is empty.
 * `key` is the struct's, as the generated table names it: `v1.PodSpec`.
 */
// Models pkg/apis/core/v1/conversion.go and encoding/json
export function internalForm(key: string, fields: Fields): Fields {
  const form: Record<string, unknown> = {}
  for (const field of internalFields(key)) form[field.goName] = formOf(field, fields[field.name])
  if (key === 'v1.PodSpec') return { ...form, SecurityContext: securityContext(fields) }
  return form
}

function securityContext(podSpec: Fields): Fields {
  const hostFields = [...fieldsOf('v1.PodSpec').values()].filter(({ goName }) => HOST_FIELDS.includes(goName))
  const host = hostFields.map(field => [field.goName, formOf(field, podSpec[field.name])] as const)
  const given = (podSpec.securityContext ?? {}) as Fields
  return { ...Object.fromEntries(host), ...internalForm('v1.PodSecurityContext', given) }
}

function internalFields(key: string): readonly GoField[] {
  const moved = MOVED[key] ?? {}
  const fields = [...fieldsOf(key).values()]
  const order = fields.filter(({ goName }) => moved[goName] === undefined)
  for (const field of fields) {
    const neighbour = moved[field.goName]
    if (neighbour === undefined || neighbour === null) continue
    order.splice(order.findIndex(({ goName }) => goName === neighbour) + 1, 0, field)
  }
  return order
}

function formOf({ type, isPointer }: GoField, value: unknown): unknown {
  if (isPointer && (value === undefined || value === null)) return null
  return valueForm(type, value)
}

function valueForm(type: GoType, value: unknown): unknown {
  const isAbsent = value === undefined || value === null
  switch (type.kind) {
    case 'struct':
      if (SHARED_TYPES.has(type.key)) return sharedForm(type.key, (value ?? {}) as Fields)
      return internalForm(type.key, (value ?? {}) as Fields)
    case 'list':
      return isAbsent ? null : (value as readonly unknown[]).map(item => valueForm(type.element, item))
    case 'map':
      return isAbsent ? null : mapForm(type.element, value as Fields)
    case 'int':
    case 'float':
    case 'intOrString':
      return value ?? 0
    case 'bool':
      return value ?? false
    case 'string':
      return value ?? ''
    case 'quantity':
      return value ?? '0'
    default:
      return value ?? null
  }
}

function mapForm(element: GoType, map: Fields): Fields {
  const keys = Object.keys(map).sort()
  return Object.fromEntries(keys.map(key => [key, valueForm(element, map[key])]))
}

function sharedForm(key: string, fields: Fields): Fields {
  const form: Record<string, unknown> = {}
  for (const { name, type } of fieldsOf(key).values()) {
    if (fields[name] !== undefined) form[name] = valueForm(type, fields[name])
  }
  return form
}
