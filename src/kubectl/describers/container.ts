import type { Container, ContainerPort, ContainerState, ContainerStatus, EnvVar, ResourceList } from '../../k8s/pod'
import { parseTimestamp, rfc1123 } from '../../k8s/rfc1123'
import { type ResourceField, resourceFieldValue } from '../containers/resource-field'
import type { DescribeWriter } from './describe-writer'
import { probeText } from './probe'

/** What a downward API reference gives in this pod. */
export type FieldResolver = (fieldPath: string) => string

export interface ContainersOptions {
  readonly statuses?: readonly ContainerStatus[] | undefined
  readonly resolve?: FieldResolver
  /** `  ` inside a pod template. */
  readonly indent: string
}

/** The containers of a pod or a template, under `label`. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go describeContainers
export function describeContainers(
  w: DescribeWriter,
  label: string,
  containers: readonly Container[],
  options: ContainersOptions,
): void {
  w.line(0, `${options.indent}${label}:${containers.length === 0 ? ' <none>' : ''}`)
  for (const container of containers) {
    const status = options.statuses?.find(each => each.name === container.name)
    basics(w, container, status, options.indent)
    commands(w, container)
    if (status !== undefined) state(w, status)
    resourceLists(w, container.resources)
    probes(w, container)
    environmentFrom(w, container)
    environment(w, container, options.resolve)
    mounts(w, container)
  }
}

function basics(w: DescribeWriter, container: Container, status: ContainerStatus | undefined, indent: string): void {
  w.line(1, `${indent === '' ? '' : ' '}${container.name}:`)
  if (status !== undefined) w.line(2, `Container ID:\t${status.containerID ?? ''}`)
  w.line(2, `Image:\t${container.image ?? ''}`)
  if (status !== undefined) w.line(2, `Image ID:\t${status.imageID ?? ''}`)
  portLine(
    w,
    'Port',
    container.ports ?? [],
    ({ containerPort, protocol, name }) => `${containerPort}/${protocol ?? ''}${name ? ` (${name})` : ''}`,
  )
  portLine(
    w,
    'Host Port',
    container.ports ?? [],
    ({ hostPort, protocol, name }) => `${hostPort ?? 0}/${protocol ?? ''}${name ? ` (${name})` : ''}`,
  )
  const seccomp = (
    container.securityContext as
      | { readonly seccompProfile?: { readonly type?: string; readonly localhostProfile?: string } }
      | undefined
  )?.seccompProfile
  if (seccomp === undefined) return
  w.line(2, `SeccompProfile:\t${seccomp.type ?? ''}`)
  if (seccomp.type === 'Localhost') w.line(3, `LocalhostProfile:\t${seccomp.localhostProfile ?? ''}`)
}

function portLine(
  w: DescribeWriter,
  title: string,
  ports: readonly ContainerPort[],
  text: (port: ContainerPort) => string,
): void {
  const joined = ports.map(text).join(', ')
  w.line(2, ports.length > 1 ? `${title}s:\t${joined}` : `${title}:\t${joined || '<none>'}`)
}

function commands(w: DescribeWriter, { command = [], args = [] }: Container): void {
  for (const [title, words] of [
    ['Command:', command],
    ['Args:', args],
  ] as const) {
    if (words.length === 0) continue
    w.line(2, title)
    for (const word of words) for (const line of word.split('\n')) w.line(3, line)
  }
}

function state(w: DescribeWriter, status: ContainerStatus): void {
  containerState(w, 'State', status.state)
  if (status.lastState?.terminated !== undefined) containerState(w, 'Last State', status.lastState)
  w.line(2, `Ready:\t${status.ready ? 'True' : 'False'}`)
  w.line(2, `Restart Count:\t${status.restartCount}`)
}

function containerState(w: DescribeWriter, title: string, state: ContainerState | undefined): void {
  const { running, waiting, terminated } = state ?? {}
  if (running !== undefined) {
    w.line(2, `${title}:\tRunning`)
    w.line(3, `Started:\t${rfc1123(parseTimestamp(running.startedAt))}`)
  } else if (terminated !== undefined) {
    w.line(2, `${title}:\tTerminated`)
    if (terminated.reason) w.line(3, `Reason:\t${terminated.reason}`)
    if (terminated.message) w.line(3, `Message:\t${terminated.message}`)
    w.line(3, `Exit Code:\t${terminated.exitCode}`)
    if (terminated.signal) w.line(3, `Signal:\t${terminated.signal}`)
    w.line(3, `Started:\t${rfc1123(parseTimestamp(terminated.startedAt))}`)
    w.line(3, `Finished:\t${rfc1123(parseTimestamp(terminated.finishedAt))}`)
  } else {
    w.line(2, `${title}:\tWaiting`)
    if (waiting?.reason) w.line(3, `Reason:\t${waiting.reason}`)
  }
}

function resourceLists(w: DescribeWriter, resources: Container['resources']): void {
  list('Limits', resources?.limits)
  list('Requests', resources?.requests)

  function list(title: string, values: ResourceList | undefined): void {
    const names = Object.keys(values ?? {}).sort()
    if (names.length === 0) return
    w.line(2, `${title}:`)
    for (const name of names) w.line(3, `${name}:\t${values?.[name] ?? ''}`)
  }
}

function probes(w: DescribeWriter, { livenessProbe, readinessProbe, startupProbe }: Container): void {
  if (livenessProbe !== undefined) w.line(2, `Liveness:\t${probeText(livenessProbe)}`)
  if (readinessProbe !== undefined) w.line(2, `Readiness:\t${probeText(readinessProbe)}`)
  if (startupProbe !== undefined) w.line(2, `Startup:\t${probeText(startupProbe)}`)
}

function environmentFrom(w: DescribeWriter, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return
  w.line(2, 'Environment Variables from:')
  for (const source of envFrom as readonly EnvFrom[]) {
    const reference = source.configMapRef ?? source.secretRef
    const kind = source.configMapRef === undefined ? 'Secret' : 'ConfigMap'
    const prefix = source.prefix ? ` with prefix '${source.prefix}'` : ''
    w.line(3, `${reference?.name ?? ''}\t${kind}${prefix}\tOptional: ${reference?.optional === true}`)
  }
}

interface EnvFrom {
  readonly prefix?: string
  readonly configMapRef?: { readonly name?: string; readonly optional?: boolean }
  readonly secretRef?: { readonly name?: string; readonly optional?: boolean }
}

interface ValueFrom {
  readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath: string }
  readonly resourceFieldRef?: ResourceField
  readonly secretKeyRef?: { readonly key: string; readonly name?: string; readonly optional?: boolean }
  readonly configMapKeyRef?: { readonly key: string; readonly name?: string; readonly optional?: boolean }
}

function environment(w: DescribeWriter, container: Container, resolve: FieldResolver | undefined): void {
  const { env = [] } = container
  w.line(2, `Environment:${env.length === 0 ? '\t<none>' : ''}`)
  for (const variable of env) {
    if (variable.valueFrom === undefined) plainVariable(w, variable)
    else referenceVariable(w, container, variable, resolve)
  }
}

function plainVariable(w: DescribeWriter, { name, value = '' }: EnvVar): void {
  for (const [index, line] of value.split('\n').entries()) w.line(3, `${index === 0 ? `${name}:` : ''}\t${line}`)
}

function referenceVariable(
  w: DescribeWriter,
  container: Container,
  { name, valueFrom }: EnvVar,
  resolve: FieldResolver | undefined,
): void {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom as ValueFrom
  if (fieldRef !== undefined) {
    w.line(3, `${name}:\t${resolve?.(fieldRef.fieldPath) ?? ''} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath})`)
  } else if (resourceFieldRef !== undefined) {
    w.line(3, `${name}:\t${resourceText(container, resourceFieldRef)} (${resourceFieldRef.resource})`)
  } else if (secretKeyRef !== undefined) {
    const { key, name: secret = '', optional } = secretKeyRef
    w.line(3, `${name}:\t<set to the key '${key}' in secret '${secret}'>\tOptional: ${optional === true}`)
  } else if (configMapKeyRef !== undefined) {
    const { key, name: map = '', optional } = configMapKeyRef
    w.line(3, `${name}:\t<set to the key '${key}' of config map '${map}'>\tOptional: ${optional === true}`)
  }
}

function resourceText(container: Container, field: ResourceField): string {
  const value = resourceFieldValue(container, field) ?? ''
  const isOfNode = value === '0' && (field.resource === 'limits.cpu' || field.resource === 'limits.memory')
  return isOfNode ? 'node allocatable' : value
}

function mounts(w: DescribeWriter, { volumeMounts = [] }: Container): void {
  w.line(2, `Mounts:${volumeMounts.length === 0 ? '\t<none>' : ''}`)
  const sorted = [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1))
  for (const { mountPath, name, readOnly, subPath } of sorted) {
    w.line(
      3,
      `${mountPath} from ${name} (${readOnly === true ? 'ro' : 'rw'}${subPath ? `,path=${JSON.stringify(subPath)}` : ''})`,
    )
  }
}
