import { ApiError } from '../../k8s/api-client'
import { goQuote } from '../../k8s/go-quote'
import type { ResourceType } from '../../k8s/resources'
import { resourceNameOf } from '../../k8s/resources'
import type { FieldError } from './field-error'

// Models staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go

const detailsOf = (type: ResourceType, name: string, kind = type.plural) => ({
  name,
  ...(type.group === '' ? {} : { group: type.group }),
  kind,
})

export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${resourceNameOf(type)} ${goQuote(name)} not found`,
    details: detailsOf(type, name),
  })
}

/** The answer to a path that the server does not serve at all. */
export function noSuchResource(): ApiError {
  return new ApiError({ code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' })
}

export function alreadyExists(type: ResourceType, name: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${resourceNameOf(type)} ${goQuote(name)} already exists`,
    details: detailsOf(type, name),
  })
}

export function conflict(type: ResourceType, name: string, why: string): ApiError {
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${resourceNameOf(type)} ${goQuote(name)}: ${why}`,
    details: detailsOf(type, name),
  })
}

export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again'

export function forbidden(
  type: ResourceType,
  name: string,
  why: string,
  causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[],
): ApiError {
  return new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `${resourceNameOf(type)} ${goQuote(name)} is forbidden: ${why}`,
    details: { ...detailsOf(type, name), ...(causes === undefined ? {} : { causes }) },
  })
}

export function badRequest(message: string): ApiError {
  return new ApiError({ code: 400, reason: 'BadRequest', message })
}

/** A refusal with every field that is wrong, the same complaint said once. */
export function invalidObject(type: ResourceType, name: string, errors: readonly FieldError[]): ApiError {
  const texts = [...new Set(errors.map(error => `${error.field}: ${error.message}`))]
  const kind = type.group === '' ? type.kind : `${type.kind}.${type.group}`
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${kind} ${goQuote(name)} is invalid: ${list}`,
    details: {
      ...detailsOf(type, name, type.kind),
      causes: errors.map(({ reason, message, field }) => ({ reason, message, field })),
    },
  })
}
