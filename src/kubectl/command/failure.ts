import { ApiError, type Status } from '../../k8s/api-client'
import { goQuote } from '../../k8s/go-quote'

/** Ends a command. The message is printed as it stands; nothing is printed when it is empty. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message)
  }
}

/** A refusal that kubectl found by itself: printed as `error: …`. */
export class PlainError extends Error {}

/** Several errors that are printed one a line. */
export class ErrorList extends Error {
  constructor(readonly errors: readonly unknown[]) {
    super(errors.map(messageOf).join('\n'))
  }
}

/** The error with what was being done before it: `error when creating "ds.yaml": …`. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go AddSourceToErr
export function addSource(error: unknown, verb: string, source: string | undefined): unknown {
  if (source === undefined) return error
  const context = `error when ${verb} ${goQuote(source)}: `
  if (error instanceof ApiError) return new ApiError({ ...error.status, message: `${context}${error.status.message}` })
  return error instanceof PlainError ? new PlainError(`${context}${error.message}`) : error
}

/** `… See 'kubectl get -h' for help and examples`. */
export function usageError(path: string, message: string): PlainError {
  return new PlainError(`${message}\nSee '${path} -h' for help and examples`)
}

const isInvalid = (status: Status) => status.reason === 'Invalid'

/** The whole text that a failed command prints to stderr, without the last line end. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go checkErr
export function renderError(error: unknown): string {
  if (error instanceof ErrorList) {
    const [only] = error.errors
    if (error.errors.length > 1) return error.errors.map(messageOf).join('\n')
    // Only one list is opened: what is in a list within it stands without `error:`.
    return only instanceof ErrorList ? only.errors.map(messageOf).join('\n') : renderError(only)
  }
  if (error instanceof CommandFailure) return error.message
  if (error instanceof ApiError) {
    return isInvalid(error.status) ? renderInvalid(error.status) : messageOf(error)
  }
  const message = messageOf(error)
  return message.startsWith('error: ') ? message : `error: ${message}`
}

function renderInvalid(status: Status): string {
  const { details } = status
  let text = 'The request is invalid'
  if (details === undefined) return status.message === '' ? text : `${text}: ${status.message}`
  if (details.kind || details.name) text = `The ${details.kind ?? ''} ${goQuote(details.name ?? '')} is invalid`
  else if (status.message !== '' && !details.causes?.length) text += `: ${status.message}`
  const causes = [...new Set((details.causes ?? []).map(cause => `${cause.field ?? ''}: ${cause.message ?? ''}`))]
  const [first] = causes
  if (first === undefined) return text
  if (causes.length === 1) return `${text}: ${first}`
  return `${text}: \n${causes.map(cause => `* ${cause}`).join('\n')}`
}

/** One error in one line, as it appears in a list of several. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go StandardErrorMessage
function messageOf(error: unknown): string {
  if (error instanceof ErrorList) return listText(error)
  if (error instanceof ApiError) {
    const { reason, message } = error.status
    if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`
    return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`
  }
  return error instanceof Error ? error.message : String(error)
}

function listText({ errors }: ErrorList): string {
  const texts = [...new Set(errors.map(each => (each instanceof Error ? each.message : String(each))))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

/** Throws the collected errors, if any. */
export function throwIfAny(errors: readonly unknown[]): void {
  if (errors.length > 0) throw new ErrorList(errors)
}
