import {
  anyPathSegment,
  dnsLabel,
  dnsSubdomain,
  isIpAddress,
  portName,
  portNumber,
  wildcardSubdomain,
} from '../../../k8s/names'
import type { KubeObject } from '../../../k8s/object'
import { forbiddenField, invalid, notSupported, notSupportedText, required, tooLong } from '../field-error'
import { type Errors, each, numberErrors, textErrors } from './field-errors'

interface Reference {
  readonly apiGroup?: string
  readonly kind?: string
  readonly name?: string
}

interface Backend {
  readonly resource?: Reference
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } }
}

interface Path {
  readonly path?: string
  readonly pathType?: string
  readonly backend?: Backend
}

interface Rule {
  readonly host?: string
  readonly http?: { readonly paths?: readonly Path[] }
}

interface IngressSpec {
  readonly ingressClassName?: string
  readonly defaultBackend?: Backend
  readonly rules?: readonly Rule[]
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[]
}

const CLASS = 'kubernetes.io/ingress.class'
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix']
const NOT_IN_PATHS = ['//', '/./', '/../', '%2f', '%2F']
const NOT_AT_END = ['/..', '/.']

// Models pkg/apis/networking/validation/validation.go ValidateIngressCreate
export function* validateNewIngress(object: KubeObject): Errors {
  yield* validateIngress(object)
  const annotation = object.metadata.annotations?.[CLASS]
  const { ingressClassName } = (object.spec ?? {}) as IngressSpec
  if (annotation !== undefined && ingressClassName !== undefined && annotation !== ingressClassName) {
    yield invalid(`annotations.${CLASS}`, annotation, 'must match `ingressClassName` when both are specified')
  }
}

// Models validation.go ValidateIngressSpec
export function* validateIngress(object: KubeObject): Errors {
  const { ingressClassName, defaultBackend, rules = [], tls } = (object.spec ?? {}) as IngressSpec
  if (rules.length === 0 && !defaultBackend) {
    yield invalid('spec', rules.length === 0 ? null : rules, 'either `defaultBackend` or `rules` must be specified')
  }
  if (defaultBackend) yield* validateBackend(defaultBackend, 'spec.defaultBackend')
  for (const [rule, at] of each(rules, 'spec.rules')) yield* validateRule(rule, at)
  for (const [{ hosts, secretName = '' }, at] of each(tls, 'spec.tls')) {
    for (const [index, host] of (hosts ?? []).entries()) yield* validateHost(host, `${at}.hosts[${index}]`)
    if (secretName !== '') yield* textErrors(`${at}.secretName`, secretName, dnsSubdomain)
  }
  if (ingressClassName !== undefined) yield* textErrors('spec.ingressClassName', ingressClassName, dnsSubdomain)
}

export function* ingressWarnings({ metadata, spec }: KubeObject): Generator<string, void> {
  if (metadata.annotations?.[CLASS] === undefined || (spec as IngressSpec).ingressClassName !== undefined) return
  yield `annotation "${CLASS}" is deprecated, please use 'spec.ingressClassName' instead`
}

function* validateHost(host: string, path: string): Errors {
  yield* textErrors(path, host, host.includes('*') ? wildcardSubdomain : dnsSubdomain)
}

function* validateRule({ host = '', http }: Rule, path: string): Errors {
  if (host !== '') {
    if (isIpAddress(host)) yield invalid(`${path}.host`, host, 'must be a DNS name, not an IP address')
    yield* validateHost(host, `${path}.host`)
  }
  if (!http) return
  if ((http.paths ?? []).length === 0) yield required(`${path}.http.paths`)
  for (const [one, at] of each(http.paths, `${path}.http.paths`)) yield* validatePath(one, at)
}

// Models validation.go validateHTTPIngressPath
function* validatePath({ path = '', pathType, backend }: Path, at: string): Errors {
  if (pathType === undefined) {
    yield required(`${at}.pathType`, 'pathType must be specified')
    return
  }
  const complain = (why: string) => invalid(`${at}.path`, path, why)
  if (!PATH_TYPES.includes(pathType)) yield notSupported(`${at}.pathType`, pathType, PATH_TYPES)
  else {
    const isFree = pathType === 'ImplementationSpecific'
    if (!path.startsWith('/') && !(isFree && path === '')) yield complain('must be an absolute path')
    if (!isFree) {
      for (const text of NOT_IN_PATHS) if (path.includes(text)) yield complain(`must not contain '${text}'`)
      for (const text of NOT_AT_END) if (path.endsWith(text)) yield complain(`cannot end with '${text}'`)
    }
  }
  yield* validateBackend(backend ?? {}, `${at}.backend`)
}

// Models validation.go validateIngressBackend
function* validateBackend({ resource, service }: Backend, path: string): Errors {
  if (resource && service) yield invalid(path, '', 'cannot set both resource and service backends')
  else if (resource) yield* validateReference(resource, `${path}.resource`)
  else if (!service) yield invalid(path, '', 'resource or service backend is required')
  else {
    if (!service.name) yield required(`${path}.service.name`)
    else yield* textErrors(`${path}.service.name`, service.name, dnsLabel)
    const { name = '', number = 0 } = service.port ?? {}
    if (name !== '' && number !== 0) yield invalid(path, '', 'cannot set both port name & port number')
    else if (name !== '') yield* textErrors(`${path}.service.port.name`, name, portName)
    else if (number !== 0) yield* numberErrors(`${path}.service.port.number`, number, portNumber)
    else yield required(path, 'port name or number is required')
  }
}

function* validateReference({ apiGroup, kind = '', name = '' }: Reference, path: string): Errors {
  if (apiGroup !== undefined) yield* textErrors(`${path}.apiGroup`, apiGroup, dnsSubdomain)
  for (const [field, text] of [
    ['kind', kind],
    ['name', name],
  ] as const) {
    if (text === '') yield required(`${path}.${field}`)
    else yield* textErrors(`${path}.${field}`, text, anyPathSegment)
  }
}

interface Parameters extends Reference {
  readonly scope?: string
  readonly namespace?: string
}

const SCOPES = ['Cluster', 'Namespace']
const MAX_CONTROLLER = 250

// Models validation.go ValidateIngressClass
export function* validateIngressClass({ spec }: KubeObject): Errors {
  const { controller = '', parameters } = (spec ?? {}) as {
    readonly controller?: string
    readonly parameters?: Parameters
  }
  const at = 'spec.controller'
  if (controller.length > MAX_CONTROLLER) yield tooLong(at, MAX_CONTROLLER)
  yield* validateDomainPath(controller, at)
  if (!parameters) return
  const path = 'spec.parameters'
  yield* validateReference(parameters, path)
  const { scope, namespace } = parameters
  if (scope === undefined) yield required(`${path}.scope`)
  else if (!SCOPES.includes(scope)) yield notSupportedText(`${path}.scope`, scope, SCOPES)
  else if (scope === 'Cluster') {
    if (namespace !== undefined) {
      yield forbiddenField(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'")
    }
  } else if (namespace === undefined) {
    yield required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'")
  } else yield* textErrors(`${path}.namespace`, namespace, dnsLabel)
}

const PATH_WORDS = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/

// Models staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go IsDomainPrefixedPath
function* validateDomainPath(text: string, path: string): Errors {
  if (text === '') {
    yield required(path)
    return
  }
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1) {
    yield invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")')
    return
  }
  const [host, rest] = [text.slice(0, slash), text.slice(slash + 1)]
  for (const message of dnsSubdomain(host)) yield invalid(path, host, message)
  if (PATH_WORDS.test(rest)) return
  const why = "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"
  yield invalid(path, rest, why)
}

// Models validation.go validateIngressClassSpecUpdate
export function* validateControllerUnchanged({ spec }: KubeObject, { spec: before }: KubeObject): Errors {
  const controllerOf = (of: unknown) => (of as { readonly controller?: string } | undefined)?.controller ?? ''
  const controller = controllerOf(spec)
  if (controller !== controllerOf(before)) yield invalid('spec.controller', controller, 'field is immutable')
}
