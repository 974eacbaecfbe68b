import { isNotFound } from '../../k8s/api-client'
import type { CommandSpec } from '../command/command-spec'
import { PlainError, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { namespaceOf } from '../command/invocation'
import { OUTPUT_FLAGS } from '../output/object-printer'

/** Of the form of a token. It opens nothing: nobody here checks tokens. */
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOlsicGxheWdyb3VuZCJdfQ.c2lnbmF0dXJl'

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_token.go
export const createTokenCommand: CommandSpec = {
  name: 'token',
  short: 'Request a service account token',
  flags: [
    { name: 'audience', type: 'list', default: '[]' },
    { name: 'bound-object-kind', type: 'string', default: "''" },
    { name: 'bound-object-name', type: 'string', default: "''" },
    { name: 'bound-object-uid', type: 'string', default: "''" },
    { name: 'duration', type: 'duration', default: '0s' },
    ...OUTPUT_FLAGS,
  ],
  run: immediate(invocation => {
    const { args, flags, io, path, session } = invocation
    const [name] = args
    if (name === undefined || args.length > 1)
      throw usageError(path, `exactly one NAME is required, got ${args.length}`)
    const seconds = lifetimeOf(flags.duration('duration'))
    try {
      session.client.get('serviceaccounts', namespaceOf(invocation), name)
    } catch (error) {
      if (!isNotFound(error)) throw error
      throw new PlainError(`failed to create token: ${error.status.message}`)
    }
    if (seconds > 0 && seconds < SHORTEST) {
      const reason = `spec.expirationSeconds: Invalid value: ${seconds}: may not specify a duration less than 10 minutes`
      throw new PlainError(`failed to create token: TokenRequest.authentication.k8s.io "" is invalid: ${reason}`)
    }
    io.out(TOKEN)
    return 0
  }),
}

/** In seconds; the server gives out nothing that ends sooner. */
const SHORTEST = 600

/** In seconds; 0 leaves it to the server. Throws PlainError. */
function lifetimeOf(duration: number): number {
  if (duration < 0) throw new PlainError('--duration must be greater than or equal to 0')
  if (duration % 1000 !== 0) throw new PlainError('--duration cannot be expressed in units less than seconds')
  return duration / 1000
}
