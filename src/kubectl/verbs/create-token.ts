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
    const { args, io, path, session } = invocation
    const [name] = args
    if (name === undefined || args.length > 1)
      throw usageError(path, `exactly one NAME is required, got ${args.length}`)
    try {
      session.client.get('serviceaccounts', namespaceOf(invocation), name)
    } catch (error) {
      if (!isNotFound(error)) throw error
      throw new PlainError(`failed to create token: ${error.status.message}`)
    }
    io.out(TOKEN)
    return 0
  }),
}
