import type { Fields } from '../../base/fields'
import { controllerOf, type KubeObject } from '../../k8s/object'
import { ageOf } from '../output/human-duration'
import { fieldsOf, textOf } from '../output/loose-fields'
import { columns, type TablePrinter } from './table-printer'

const count = (value: unknown) => String(Object.keys(fieldsOf(value)).length)
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
  cells: (object, { now }) => [object.metadata.name, textOf(object.type), count(object.data), age(object, now)],
}

export const namespacePrinter: TablePrinter = {
  columns: columns('NAME STATUS AGE'),
  cells: (object, { now }) => [object.metadata.name, textOf(fieldsOf(object.status).phase), age(object, now)],
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
    textOf(object.value, '0'),
    textOf(object.globalDefault, 'false'),
    age(object, now),
    textOf(object.preemptionPolicy),
  ],
}

export const leasePrinter: TablePrinter = {
  columns: columns('NAME HOLDER AGE'),
  cells: (object, { now }) => [object.metadata.name, textOf(fieldsOf(object.spec).holderIdentity), age(object, now)],
}

export const controllerRevisionPrinter: TablePrinter = {
  columns: columns('NAME CONTROLLER REVISION AGE'),
  cells(object, { now }) {
    const owner = controllerOf(object)
    return [
      object.metadata.name,
      owner === undefined ? '<none>' : ownerText(owner),
      textOf(object.revision, '0'),
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
    const { minAvailable, maxUnavailable } = fieldsOf(object.spec)
    const allowed = textOf(fieldsOf(object.status).disruptionsAllowed, '0')
    return [object.metadata.name, textOf(minAvailable, 'N/A'), textOf(maxUnavailable, 'N/A'), allowed, age(object, now)]
  },
}

export const resourceQuotaPrinter: TablePrinter = {
  columns: columns('NAME REQUEST LIMIT AGE'),
  cells(object, { now }) {
    const { hard, used } = fieldsOf(object.status)
    const parts = Object.keys(fieldsOf(hard))
      .sort()
      .map(name => ({ name, cell: `${name}: ${textOf(fieldsOf(used)[name], '0')}/${textOf(fieldsOf(hard)[name])}` }))
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
      textOf(object.addressType),
      ports.length === 0 ? '<unset>' : firstThree(ports.map(port => textOf(port.port, textOf(port.name, '*')))),
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
    const role = fieldsOf(object.roleRef)
    const subjects = (object.subjects as readonly Fields[] | undefined) ?? []
    const named = (kind: string) => subjects.filter(subject => subject.kind === kind)
    const names = (kind: string) =>
      named(kind)
        .map(subject => textOf(subject.name))
        .join(', ')
    const accounts = named('ServiceAccount').map(subject => `${textOf(subject.namespace)}/${textOf(subject.name)}`)
    return [
      object.metadata.name,
      `${textOf(role.kind)}/${textOf(role.name)}`,
      age(object, now),
      names('User'),
      names('Group'),
      accounts.join(', '),
    ]
  },
}

export const storageClassPrinter: TablePrinter = {
  columns: columns('NAME PROVISIONER RECLAIMPOLICY VOLUMEBINDINGMODE ALLOWVOLUMEEXPANSION AGE'),
  cells: (object, { now }) => [
    object.metadata.name,
    textOf(object.provisioner),
    textOf(object.reclaimPolicy, 'Delete'),
    textOf(object.volumeBindingMode, 'Immediate'),
    textOf(object.allowVolumeExpansion, 'false'),
    age(object, now),
  ],
}
