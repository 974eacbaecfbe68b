/** The fields by which a strategic merge patch says more than values. */
export const PATCH = '$patch'
export const RETAIN_KEYS = '$retainKeys'
export const DELETE_FROM = '$deleteFromPrimitiveList/'
export const ELEMENT_ORDER = '$setElementOrder/'

/** The patch cannot be understood, or does not fit the object; the message is Kubernetes' own. */
export class PatchError extends Error {
  override readonly name = 'PatchError'
  constructor(
    message: string,
    /** `bad-request`: the client wrote nonsense. `unprocessable`: it does not fit. `internal`: what the server has no better code for. */
    readonly kind: 'bad-request' | 'unprocessable' | 'internal' = 'internal',
  ) {
    super(message)
  }
}
