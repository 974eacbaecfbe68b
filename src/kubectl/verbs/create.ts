import { compareText } from '../../base/compare-text'
import { ApiError } from '../../k8s/api-client'
import { resourceNameOf } from '../../k8s/resources'
import { LAST_APPLIED_ANNOTATION } from '../../k8s/well-known'
import { recorded } from '../command/change-cause'
import type { CommandSpec } from '../command/command-spec'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  FILE_FLAGS,
  fieldManagerFlag,
  fieldValidationOf,
  RECORD_FLAG,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../command/common-flags'
import { addSource, PlainError, throwIfAny, usageError } from '../command/failure'
import { immediate } from '../command/immediate'
import { printWarnings } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { asStored, readManifests } from '../resources/manifest-files'
import { namesFiles } from '../resources/manifest-sources'
import { CREATE_GENERATORS } from './create-generators'
import { createCommandOf } from './create-object'
import { createRaw } from './create-raw'
import { createSecretCommand } from './create-secret'
import { createServiceCommand } from './create-service'
import { createTokenCommand } from './create-token'
import { withLastApplied } from './last-applied'

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create.go
export const createCommand: CommandSpec = {
  name: 'create',
  short: 'Create a resource from a file or from stdin',
  group: 'Basic Commands (Beginner)',
  completes: 'file',
  flags: [
    DRY_RUN_FLAG,
    { name: 'edit', type: 'bool', default: 'false' },
    fieldManagerFlag('kubectl-create'),
    ...FILE_FLAGS,
    ...OUTPUT_FLAGS,
    { name: 'raw', type: 'string', default: "''" },
    RECORD_FLAG,
    {
      name: 'save-config',
      type: 'bool',
      default: 'false',
    },
    SELECTOR_FLAG,
    VALIDATE_FLAG,
    { name: 'windows-line-endings', type: 'bool', default: 'false' },
  ],
  subcommands: [
    ...CREATE_GENERATORS.map(createCommandOf),
    createSecretCommand,
    createServiceCommand,
    createTokenCommand,
  ].sort((a, b) => compareText(a.name, b.name)),
  run: immediate(invocation => {
    const { args, flags, io, session, path } = invocation
    if (flags.string('raw') !== '') return createRaw(invocation)
    if (!namesFiles(invocation) && args.length === 0) throw new PlainError('must specify one of -f and -k')
    if (args.length > 0) throw usageError(path, `Unexpected args: [${args.join(' ')}]`)
    const dryRun = dryRunOf(flags, io.err.bind(io))
    const fieldValidation = fieldValidationOf(flags)
    const { objects, errors: readErrors } = readManifests(invocation, fieldValidation !== 'Ignore')
    if (objects.length === 0 && readErrors.length === 0) throw new PlainError('no objects passed to create')
    const report = reporter(flags, io, dryRun)
    const errors = [...readErrors]
    for (const manifest of objects) {
      const keepsConfig =
        flags.bool('save-config') || manifest.object.metadata.annotations?.[LAST_APPLIED_ANNOTATION] !== undefined
      const object = recorded(invocation, keepsConfig ? withLastApplied(manifest.object) : manifest.object)
      try {
        const options = { dryRun: dryRun === 'server', fieldValidation, because: 'created by a person' }
        const created =
          dryRun === 'client' ? asStored(object) : session.client.create(resourceNameOf(manifest.type), object, options)
        report(manifest.type, created, 'created')
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        errors.push(addSource(error, 'creating', manifest.source))
      } finally {
        printWarnings(invocation)
      }
    }
    throwIfAny(errors)
    return 0
  }),
}
