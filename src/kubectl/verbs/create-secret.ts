import { encodeBase64 } from '../../k8s/base64'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { PlainError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import { APPEND_HASH, dataOf, FROM_FILE, LITERALS, withHash } from './create-data'
import { type CreateGenerator, createCommandOf } from './create-object'

function secret(name: string, type: string, data: Readonly<Record<string, string>>, flags: FlagSet) {
  const encoded = Object.entries(data).map(([key, value]) => [key, encodeBase64(value)] as const)
  return withHash(flags, {
    apiVersion: 'v1',
    ...(encoded.length === 0 ? {} : { data: Object.fromEntries(encoded) }),
    kind: 'Secret',
    metadata: { name },
    ...(type === '' ? {} : { type }),
  })
}

const SECRET_GENERATORS: readonly CreateGenerator[] = [
  {
    name: 'docker-registry',
    short: 'Create a secret for use with a Docker registry',
    flags: [
      APPEND_HASH,
      { name: 'docker-email', type: 'string', default: "''" },
      { name: 'docker-password', type: 'string', default: "''" },
      { name: 'docker-server', type: 'string', default: "'https://index.docker.io/v1/'" },
      { name: 'docker-username', type: 'string', default: "''" },
      FROM_FILE,
    ],
    complaint: 'failed to create secret ',
    make: dockerRegistry,
  },
  {
    name: 'generic',
    short: 'Create a secret from a local file, directory, or literal value',
    flags: [...LITERALS, { name: 'type', type: 'string', default: "''" }],
    complaint: 'failed to create secret ',
    make: (name, flags, invocation) =>
      secret(name, flags.string('type'), dataOf(name, 'Secret', flags, invocation), flags),
  },
  {
    name: 'tls',
    short: 'Create a TLS secret',
    flags: [
      APPEND_HASH,
      { name: 'cert', type: 'string', default: "''" },
      { name: 'key', type: 'string', default: "''" },
    ],
    complaint: 'failed to create secret ',
    make: tls,
  },
]

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_secret_docker.go
function dockerRegistry(name: string, flags: FlagSet, invocation: Invocation) {
  const [server, username, password] = ['docker-server', 'docker-username', 'docker-password'].map(flag =>
    flags.string(flag),
  )
  if (flags.list('from-file').length > 0) {
    return secret(name, 'kubernetes.io/dockerconfigjson', dataOf(name, 'Secret', flags, invocation), flags)
  }
  if (username === '' || password === '' || server === '' || server === undefined) {
    throw new PlainError(
      'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
    )
  }
  const email = flags.string('docker-email')
  const entry = {
    username,
    password,
    ...(email === '' ? {} : { email }),
    auth: encodeBase64(`${username}:${password}`),
  }
  const data = { '.dockerconfigjson': JSON.stringify({ auths: { [server]: entry } }) }
  return secret(name, 'kubernetes.io/dockerconfigjson', data, flags)
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_secret_tls.go
function tls(name: string, flags: FlagSet, { io }: Invocation) {
  const [cert, key] = [flags.string('cert'), flags.string('key')]
  if (cert === '' || key === '') throw new PlainError('key and cert must be specified')
  const read = (file: string) => {
    const text = io.readFile(file)
    if (text === undefined) throw new PlainError(`Cannot read file ${file}, open ${file}: no such file or directory`)
    return text
  }
  return secret(name, 'kubernetes.io/tls', { 'tls.crt': read(cert), 'tls.key': read(key) }, flags)
}

export const createSecretCommand: CommandSpec = {
  name: 'secret',
  short: 'Create a secret using a specified subcommand',
  helpGoesToStderr: true,
  subcommands: SECRET_GENERATORS.map(createCommandOf),
}
