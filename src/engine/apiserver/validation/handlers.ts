import type { Fields } from '../../../base/fields'
import type { Int64 } from '../../../k8s/big-integer'
import { headerName, portName, portNumber } from '../../../k8s/names'
import type { Container, Probe } from '../../../k8s/pod'
import { forbiddenField, invalid, required } from '../field-error'
import { type Errors, nonNegative, numberErrors, oneOf, requiredText, textErrors } from './field-errors'

const SCHEMES = ['HTTP', 'HTTPS']
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const

interface HttpGet {
  readonly path?: string
  readonly port?: number | string
  readonly scheme?: string
  readonly httpHeaders?: readonly { readonly name?: string }[]
}

// Models pkg/apis/core/validation/validation.go validateLivenessProbe, validateReadinessProbe, validateStartupProbe
export function* validateProbes(container: Container, path: string, grace: Int64 | undefined): Errors {
  const { livenessProbe, readinessProbe, startupProbe } = container
  if (livenessProbe) yield* validateProbe(livenessProbe, `${path}.livenessProbe`, grace, true)
  if (readinessProbe) {
    yield* validateProbe(readinessProbe, `${path}.readinessProbe`, grace, false)
    const seconds = readinessProbe.terminationGracePeriodSeconds
    if (seconds !== undefined) {
      yield invalid(
        `${path}.readinessProbe.terminationGracePeriodSeconds`,
        seconds,
        'must not be set for readinessProbes',
      )
    }
  }
  if (startupProbe) yield* validateProbe(startupProbe, `${path}.startupProbe`, grace, true)
}

function* validateProbe(probe: Probe, path: string, grace: Int64 | undefined, onlyOneSuccess: boolean): Errors {
  yield* validateHandler(probe as Fields, path, grace)
  yield* nonNegative(`${path}.initialDelaySeconds`, probe.initialDelaySeconds)
  yield* nonNegative(`${path}.timeoutSeconds`, probe.timeoutSeconds)
  yield* nonNegative(`${path}.periodSeconds`, probe.periodSeconds)
  yield* nonNegative(`${path}.successThreshold`, probe.successThreshold)
  yield* nonNegative(`${path}.failureThreshold`, probe.failureThreshold)
  const seconds = probe.terminationGracePeriodSeconds
  if (typeof seconds === 'number' && seconds <= 0) {
    yield invalid(`${path}.terminationGracePeriodSeconds`, seconds, 'must be greater than 0')
  }
  const { successThreshold = 1 } = probe
  if (onlyOneSuccess && successThreshold !== 1) yield invalid(`${path}.successThreshold`, successThreshold, 'must be 1')
}

// Models validation.go validateLifecycle
export function* validateLifecycle(
  lifecycle: Fields | undefined | null,
  path: string,
  grace: Int64 | undefined,
): Errors {
  for (const moment of ['postStart', 'preStop']) {
    const handler = lifecycle?.[moment] as Fields | undefined | null
    if (handler) yield* validateHandler(handler, `${path}.${moment}`, grace)
  }
}

// Models validation.go validateHandler
function* validateHandler(handler: Fields, path: string, grace: Int64 | undefined): Errors {
  let found = 0
  for (const kind of HANDLERS) {
    const action = handler[kind] as Fields | undefined | null
    if (!action) continue
    found += 1
    if (found > 1) yield forbiddenField(`${path}.${kind}`, 'may not specify more than 1 handler type')
    else yield* validateAction(kind, action, `${path}.${kind}`, grace)
  }
  if (found === 0) yield required(path, 'must specify a handler type')
}

function* validateAction(
  kind: (typeof HANDLERS)[number],
  action: Fields,
  path: string,
  grace: Int64 | undefined,
): Errors {
  switch (kind) {
    case 'exec':
      if (((action.command as readonly string[] | undefined) ?? []).length === 0) yield required(`${path}.command`)
      break
    case 'httpGet':
      yield* validateHttpGet(action as HttpGet, path)
      break
    case 'tcpSocket':
    case 'grpc':
      yield* validatePort(action.port as number | string | undefined, `${path}.port`)
      break
    case 'sleep': {
      const seconds = (action.seconds as Int64 | undefined) ?? 0
      if (grace !== undefined && (seconds < 0 || seconds > grace)) {
        const why = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`
        yield invalid(path, seconds, why)
      }
    }
  }
}

function* validateHttpGet({ path: url, port, scheme, httpHeaders }: HttpGet, path: string): Errors {
  yield* requiredText(`${path}.path`, url)
  yield* validatePort(port, `${path}.port`)
  yield* oneOf(`${path}.scheme`, scheme, SCHEMES)
  for (const header of httpHeaders ?? []) yield* textErrors(`${path}.httpHeaders`, header?.name ?? '', headerName)
}

/** A number, or the name of a port. */
// Models validation.go ValidatePortNumOrName
export function* validatePort(port: number | string | undefined | null, path: string): Errors {
  if (typeof port === 'string') yield* textErrors(path, port, portName)
  else yield* numberErrors(path, port ?? 0, portNumber)
}
