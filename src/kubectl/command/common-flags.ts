import type { DryRun } from '../output/object-printer'
import { PlainError } from './failure'
import type { FlagSet, FlagSpec } from './flag-set'
import { goQuote } from './flag-set'

/** The flags that every command takes. */
export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  { name: 'as', type: 'string', default: "''", help: 'User to act as.' },
  { name: 'as-group', type: 'list', default: '[]', help: 'Group to act as; may be repeated.' },
  { name: 'as-uid', type: 'string', default: "''", help: 'UID to act as.' },
  { name: 'as-user-extra', type: 'list', default: '[]', help: 'Extras of the user to act as; may be repeated.' },
  { name: 'cache-dir', type: 'string', default: "'/home/user/.kube/cache'", help: 'Where discovery is cached.' },
  {
    name: 'certificate-authority',
    type: 'string',
    default: "''",
    help: 'File of the authority that signed the server.',
  },
  { name: 'client-certificate', type: 'string', default: "''", help: 'File of the client certificate.' },
  { name: 'client-key', type: 'string', default: "''", help: 'File of the client key.' },
  { name: 'cluster', type: 'string', default: "''", help: 'Cluster of the kubeconfig to use.' },
  { name: 'context', type: 'string', default: "''", help: 'Context of the kubeconfig to use.' },
  { name: 'disable-compression', type: 'bool', default: 'false', help: 'Ask the server not to compress.' },
  { name: 'insecure-skip-tls-verify', type: 'bool', default: 'false', help: "Do not check the server's certificate." },
  { name: 'kubeconfig', type: 'string', default: "''", help: 'Path of the kubeconfig.' },
  { name: 'kuberc', type: 'string', default: "''", help: 'Path of the kuberc.' },
  { name: 'log-flush-frequency', type: 'duration', default: '5s', help: 'Longest time between log flushes.' },
  {
    name: 'match-server-version',
    type: 'bool',
    default: 'false',
    help: 'Demand that client and server are of one version.',
  },
  { name: 'namespace', short: 'n', type: 'string', default: "''", help: 'Namespace of this request.' },
  { name: 'password', type: 'string', default: "''", help: 'Password for basic authentication.' },
  { name: 'profile', type: 'string', default: "'none'", help: 'Profile to capture.' },
  { name: 'profile-output', type: 'string', default: "'profile.pprof'", help: 'File of the profile.' },
  { name: 'request-timeout', type: 'string', default: "'0'", help: 'How long to wait for one request; 0 for ever.' },
  { name: 'server', short: 's', type: 'string', default: "''", help: 'Address of the API server.' },
  { name: 'storage-driver-buffer-duration', type: 'duration', default: '1m0s', help: 'Unused.', hidden: true },
  { name: 'tls-server-name', type: 'string', default: "''", help: "Name to check the server's certificate with." },
  { name: 'token', type: 'string', default: "''", help: 'Bearer token.' },
  { name: 'user', type: 'string', default: "''", help: 'User of the kubeconfig to use.' },
  { name: 'username', type: 'string', default: "''", help: 'User name for basic authentication.' },
  { name: 'v', short: 'v', type: 'string', default: '0', help: 'How much to log.' },
  { name: 'vmodule', type: 'string', default: '', help: 'How much to log per file.' },
  { name: 'warnings-as-errors', type: 'bool', default: 'false', help: 'Exit with an error when the server warns.' },
]

export const FILE_FLAGS: readonly FlagSpec[] = [
  {
    name: 'filename',
    short: 'f',
    type: 'list',
    default: '[]',
    help: 'Files or directories to read; - is the standard input.',
  },
  { name: 'kustomize', short: 'k', type: 'string', default: "''", help: 'Kustomization directory to read.' },
  { name: 'recursive', short: 'R', type: 'bool', default: 'false', help: 'Read the directories of -f recursively.' },
]

export const SELECTOR_FLAG: FlagSpec = {
  name: 'selector',
  short: 'l',
  type: 'string',
  default: "''",
  help: 'Label query: =, ==, !=, in, notin (-l key1=value1,key2=value2).',
}

export const FIELD_SELECTOR_FLAG: FlagSpec = {
  name: 'field-selector',
  type: 'string',
  default: "''",
  help: 'Field query: =, ==, != (--field-selector key1=value1,key2=value2).',
}

export const ALL_NAMESPACES_FLAG: FlagSpec = {
  name: 'all-namespaces',
  short: 'A',
  type: 'bool',
  default: 'false',
  help: 'The objects of all namespaces.',
}

export const ALL_FLAG: FlagSpec = {
  name: 'all',
  type: 'bool',
  default: 'false',
  help: 'All objects of the kinds in the namespace.',
}

export const CHUNK_SIZE_FLAG: FlagSpec = {
  name: 'chunk-size',
  type: 'int',
  default: '500',
  help: 'Size of the chunks of long lists.',
}

export const LOCAL_FLAG: FlagSpec = {
  name: 'local',
  type: 'bool',
  default: 'false',
  help: 'Work on the input only, without the server.',
}

export const DRY_RUN_FLAG: FlagSpec = {
  name: 'dry-run',
  type: 'optional',
  bare: 'unchanged',
  default: "'none'",
  help: 'none, server or client: say what would be done, without doing it.',
}

export const FIELD_MANAGER_FLAG: FlagSpec = {
  name: 'field-manager',
  type: 'string',
  default: "'kubectl'",
  help: 'Name of the owner of the fields.',
}

export const VALIDATE_FLAG: FlagSpec = {
  name: 'validate',
  type: 'optional',
  bare: 'strict',
  default: "'strict'",
  help: 'strict, warn or ignore: what to do with fields that the schema does not know.',
}

export const RECORD_FLAG: FlagSpec = {
  name: 'record',
  type: 'bool',
  default: 'false',
  help: 'Keep the command in an annotation of the object.',
  hidden: true,
  deprecated: '--record will be removed in the future',
}

/** Reads --dry-run, and warns on stderr when it stands without a value. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetDryRunStrategy
export function dryRunOf(flags: FlagSet, warn: (text: string) => void): DryRun {
  const value = flags.string('dry-run')
  switch (value) {
    case 'none':
    case 'client':
    case 'server':
      return value
    case '':
    case 'false':
      return 'none'
    case 'unchanged':
    case 'true':
      warn(
        'W0101 00:00:00.000000       1 helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.\n',
      )
      return 'client'
    default:
      throw new PlainError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
  }
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

/** Reads --validate. Throws PlainError. */
export function fieldValidationOf(flags: FlagSet): FieldValidation {
  const value = flags.string('validate') || 'strict'
  switch (value) {
    case 'strict':
    case 'true':
      return 'Strict'
    case 'warn':
      return 'Warn'
    case 'ignore':
    case 'false':
      return 'Ignore'
    default:
      throw new PlainError(
        `invalid - validate option ${goQuote(value)}; must be one of: strict (or true), warn, ignore (or false)`,
      )
  }
}
