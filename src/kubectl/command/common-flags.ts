import { HOME } from '../../base/home'
import { goQuote } from '../../k8s/go-quote'
import type { DryRun } from '../output/object-printer'
import { PlainError } from './failure'
import type { FlagSet, FlagSpec } from './flag-set'
import { goBool } from './flag-set'

/** The flags that every command takes. */
export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  { name: 'as', type: 'string', default: "''" },
  { name: 'as-group', type: 'list', default: '[]' },
  { name: 'as-uid', type: 'string', default: "''" },
  { name: 'as-user-extra', type: 'list', default: '[]' },
  { name: 'cache-dir', type: 'string', default: `'${HOME}/.kube/cache'` },
  {
    name: 'certificate-authority',
    type: 'string',
    default: "''",
  },
  { name: 'client-certificate', type: 'string', default: "''" },
  { name: 'client-key', type: 'string', default: "''" },
  { name: 'cluster', type: 'string', default: "''" },
  { name: 'context', type: 'string', default: "''" },
  { name: 'disable-compression', type: 'bool', default: 'false' },
  { name: 'insecure-skip-tls-verify', type: 'bool', default: 'false' },
  { name: 'kubeconfig', type: 'string', default: "''" },
  { name: 'kuberc', type: 'string', default: "''" },
  { name: 'log-flush-frequency', type: 'duration', default: '5s' },
  {
    name: 'match-server-version',
    type: 'bool',
    default: 'false',
  },
  { name: 'namespace', short: 'n', type: 'string', default: "''" },
  { name: 'password', type: 'string', default: "''" },
  { name: 'profile', type: 'string', default: "'none'" },
  { name: 'profile-output', type: 'string', default: "'profile.pprof'" },
  { name: 'request-timeout', type: 'string', default: "'0'" },
  { name: 'server', short: 's', type: 'string', default: "''" },
  { name: 'storage-driver-buffer-duration', type: 'duration', default: '1m0s', hidden: true },
  { name: 'tls-server-name', type: 'string', default: "''" },
  { name: 'token', type: 'string', default: "''" },
  { name: 'user', type: 'string', default: "''" },
  { name: 'username', type: 'string', default: "''" },
  { name: 'v', short: 'v', type: 'string', default: '0' },
  { name: 'vmodule', type: 'string', default: '' },
  { name: 'warnings-as-errors', type: 'bool', default: 'false' },
]

export const FILENAME_FLAG: FlagSpec = { name: 'filename', short: 'f', type: 'list', default: '[]' }

export const FILE_FLAGS: readonly FlagSpec[] = [
  FILENAME_FLAG,
  { name: 'kustomize', short: 'k', type: 'string', default: "''" },
  { name: 'recursive', short: 'R', type: 'bool', default: 'false' },
]

export const SELECTOR_FLAG: FlagSpec = {
  name: 'selector',
  short: 'l',
  type: 'string',
  default: "''",
}

export const FIELD_SELECTOR_FLAG: FlagSpec = {
  name: 'field-selector',
  type: 'string',
  default: "''",
}

export const ALL_NAMESPACES_FLAG: FlagSpec = {
  name: 'all-namespaces',
  short: 'A',
  type: 'bool',
  default: 'false',
}

export const ALL_FLAG: FlagSpec = {
  name: 'all',
  type: 'bool',
  default: 'false',
}

export const CHUNK_SIZE_FLAG: FlagSpec = {
  name: 'chunk-size',
  type: 'int',
  default: '500',
}

export const LOCAL_FLAG: FlagSpec = {
  name: 'local',
  type: 'bool',
  default: 'false',
}

export const DRY_RUN_FLAG: FlagSpec = {
  name: 'dry-run',
  type: 'optional',
  bare: 'unchanged',
  default: "'none'",
}

/** Each verb writes under a name of its own. */
export const fieldManagerFlag = (manager: string): FlagSpec => ({
  name: 'field-manager',
  type: 'string',
  default: `'${manager}'`,
})

export const VALIDATE_FLAG: FlagSpec = {
  name: 'validate',
  type: 'optional',
  bare: 'strict',
  default: "'strict'",
}

export const RECORD_FLAG: FlagSpec = {
  name: 'record',
  type: 'bool',
  default: 'false',
  hidden: true,
  deprecated: '--record will be removed in the future',
}

/** Reads --dry-run, and warns on stderr of the forms of old: without a value, or with a boolean. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetDryRunStrategy
export function dryRunOf(flags: FlagSet, warn: (text: string) => void): DryRun {
  const value = flags.string('dry-run')
  switch (value) {
    case 'none':
    case 'client':
    case 'server':
      return value
    case 'unchanged':
      warn(`${LOG}719] --dry-run is deprecated and can be replaced with --dry-run=client.\n`)
      return 'client'
    default: {
      const truth = goBool(value)
      if (truth !== undefined) {
        const instead = truth ? 'client' : 'none'
        const advice = `is deprecated (boolean value) and can be replaced with --dry-run=${instead}`
        warn(`${LOG}${truth ? 733 : 736}] --dry-run=${value} ${advice}.\n`)
        return instead
      }
      throw new PlainError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
    }
  }
}

/** What stands before a warning of the Go logger, up to the line number. */
const LOG = 'W0101 00:00:00.000000       1 helpers.go:'

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

export const CONTAINER_FLAG: FlagSpec = { name: 'container', short: 'c', type: 'string', default: "''" }
export const POD_RUNNING_TIMEOUT_FLAG: FlagSpec = { name: 'pod-running-timeout', type: 'duration', default: '1m0s' }
export const QUIET_FLAG: FlagSpec = { name: 'quiet', short: 'q', type: 'bool', default: 'false' }
export const STDIN_FLAG: FlagSpec = { name: 'stdin', short: 'i', type: 'bool', default: 'false' }
export const TTY_FLAG: FlagSpec = { name: 'tty', short: 't', type: 'bool', default: 'false' }
