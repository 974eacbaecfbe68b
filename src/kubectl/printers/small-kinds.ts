import { controllerOf, type KubeObject } from '../../k8s/object'
import { fromTimestamp } from '../../k8s/time'
import { ageOf, humanDuration } from '../output/human-duration'
import { columns, type TablePrinter } from './table-printer'

type Fields = Readonly<Record<string, unknown>>

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const count = (value: unknown) => String(Object.keys(fields(value)).length)
const text = (value: unknown, otherwise = '') => (value === undefined || value === null ? otherwise : String(value))
const age = (object: KubeObject, now: number) => ageOf(object.metadata.creationTimestamp, now)

/** At most three of a list, with how many more there are. */
function firstThree(list: readonly string[]): string {
  if (list.length === 0) return '<none>'
  const shown = list.slice(0, 3).join(',')
  return list.length > 3 ? `${shown} + ${list.length - 3} more...` : shown
}

export const configMapPrinter: TablePrinter = {
  columns: columns('NAME DATA AGE'),
  cells(object, { now }) {
    const entries = Number(count(object.data)) + Number(count(object.binaryData))
    return [object.metadata.name, String(entries), age(object, now)]
  },
}

export const secretPrinter: TablePrinter = {
  columns: columns('NAME TYPE DATA AGE'),
  cells: (object, { now }) => [object.metadata.name, text(object.type), count(object.data), age(object, now)],
}

export const namespacePrinter: TablePrinter = {
  columns: columns('NAME STATUS AGE'),
  cells: (object, { now }) => [object.metadata.name, text(fields(object.status).phase), age(object, now)],
}

export const nameAndAgePrinter: TablePrinter = {
  columns: columns('NAME AGE'),
  cells: (object, { now }) => [object.metadata.name, age(object, now)],
}

/** Kinds without columns of their own. */
export const plainPrinter: TablePrinter = {
  columns: columns('NAME CREATED.AT'),
  cells: object => [object.metadata.name, object.metadata.creationTimestamp],
}

export const priorityClassPrinter: TablePrinter = {
  columns: columns('NAME VALUE GLOBAL-DEFAULT AGE PREEMPTIONPOLICY'),
  cells: (object, { now }) => [
    object.metadata.name,
    text(object.value, '0'),
    text(object.globalDefault, 'false'),
    age(object, now),
    text(object.preemptionPolicy),
  ],
}

export const leasePrinter: TablePrinter = {
  columns: columns('NAME HOLDER AGE'),
  cells: (object, { now }) => [object.metadata.name, text(fields(object.spec).holderIdentity), age(object, now)],
}

export const controllerRevisionPrinter: TablePrinter = {
  columns: columns('NAME CONTROLLER REVISION AGE'),
  cells(object, { now }) {
    const owner = controllerOf(object)
    return [
      object.metadata.name,
      owner === undefined ? '<none>' : ownerText(owner),
      text(object.revision, '0'),
      age(object, now),
    ]
  },
}

function ownerText({ apiVersion, kind, name }: { apiVersion: string; kind: string; name: string }): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''
  return `${kind.toLowerCase()}${group}/${name}`
}

export const disruptionBudgetPrinter: TablePrinter = {
  columns: columns('NAME MIN.AVAILABLE MAX.UNAVAILABLE ALLOWED.DISRUPTIONS AGE'),
  cells(object, { now }) {
    const { minAvailable, maxUnavailable } = fields(object.spec)
    const allowed = text(fields(object.status).disruptionsAllowed, '0')
    return [object.metadata.name, text(minAvailable, 'N/A'), text(maxUnavailable, 'N/A'), allowed, age(object, now)]
  },
}

export const resourceQuotaPrinter: TablePrinter = {
  columns: columns('NAME REQUEST LIMIT AGE'),
  cells(object, { now }) {
    const { hard, used } = fields(object.status)
    const parts = Object.keys(fields(hard))
      .sort()
      .map(name => ({ name, cell: `${name}: ${text(fields(used)[name], '0')}/${text(fields(hard)[name])}` }))
    const joined = (limits: boolean) =>
      parts
        .filter(part => part.name.startsWith('limits.') === limits)
        .map(part => part.cell)
        .join(', ')
    return [object.metadata.name, joined(false), joined(true), age(object, now)]
  },
}

export const endpointSlicePrinter: TablePrinter = {
  columns: columns('NAME ADDRESSTYPE PORTS ENDPOINTS AGE'),
  cells(object, { now }) {
    const ports = (object.ports as readonly Fields[] | undefined) ?? []
    const endpoints = (object.endpoints as readonly { readonly addresses?: readonly string[] }[] | undefined) ?? []
    return [
      object.metadata.name,
      text(object.addressType),
      ports.length === 0 ? '<unset>' : firstThree(ports.map(port => text(port.port, text(port.name, '*')))),
      endpoints.length === 0 ? '<unset>' : firstThree(endpoints.flatMap(endpoint => endpoint.addresses ?? [])),
      age(object, now),
    ]
  },
}

interface EndpointSubset {
  readonly addresses?: readonly { readonly ip: string }[]
  readonly ports?: readonly { readonly port: number }[]
}

export const endpointsPrinter: TablePrinter = {
  columns: columns('NAME ENDPOINTS AGE'),
  cells(object, { now }) {
    const subsets = (object.subsets as readonly EndpointSubset[] | undefined) ?? []
    const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
      ports.length === 0
        ? addresses.map(address => address.ip)
        : ports.flatMap(port => addresses.map(address => `${address.ip}:${port.port}`)),
    )
    return [object.metadata.name, firstThree(all), age(object, now)]
  },
}

export const roleBindingPrinter: TablePrinter = {
  columns: columns('NAME ROLE AGE -USERS -GROUPS -SERVICEACCOUNTS'),
  cells(object, { now }) {
    const role = fields(object.roleRef)
    const subjects = (object.subjects as readonly Fields[] | undefined) ?? []
    const named = (kind: string) => subjects.filter(subject => subject.kind === kind)
    const names = (kind: string) =>
      named(kind)
        .map(subject => text(subject.name))
        .join(', ')
    const accounts = named('ServiceAccount').map(subject => `${text(subject.namespace)}/${text(subject.name)}`)
    return [
      object.metadata.name,
      `${text(role.kind)}/${text(role.name)}`,
      age(object, now),
      names('User'),
      names('Group'),
      accounts.join(', '),
    ]
  },
}

export const jobPrinter: TablePrinter = {
  columns: columns('NAME STATUS COMPLETIONS DURATION AGE'),
  cells(object, { now }) {
    const spec = fields(object.spec)
    const status = fields(object.status)
    const conditions = (status.conditions as readonly Fields[] | undefined) ?? []
    const holds = (type: string) => conditions.some(condition => condition.type === type && condition.status === 'True')
    const state = holds('Complete')
      ? 'Complete'
      : holds('Failed')
        ? 'Failed'
        : holds('Suspended')
          ? 'Suspended'
          : 'Running'
    const start = typeof status.startTime === 'string' ? fromTimestamp(status.startTime) : undefined
    const end = typeof status.completionTime === 'string' ? fromTimestamp(status.completionTime) : now
    const took = start === undefined ? '' : humanDuration(end - start)
    return [
      object.metadata.name,
      state,
      `${text(status.succeeded, '0')}/${text(spec.completions, '1')}`,
      took,
      age(object, now),
    ]
  },
}

export const cronJobPrinter: TablePrinter = {
  columns: columns('NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST.SCHEDULE AGE'),
  cells(object, { now }) {
    const spec = fields(object.spec)
    return [
      object.metadata.name,
      text(spec.schedule),
      text(spec.timeZone, '<none>'),
      spec.suspend === true ? 'True' : 'False',
      '0',
      '<none>',
      age(object, now),
    ]
  },
}

export const storageClassPrinter: TablePrinter = {
  columns: columns('NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    text(object.provisioner),
    text(object.reclaimPolicy, 'Delete'),
    text(object.volumeBindingMode, 'Immediate'),
    text(object.allowVolumeExpansion, 'false'),
    age(object, now),
  ],
}
