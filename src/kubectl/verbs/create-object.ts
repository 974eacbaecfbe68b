import { ApiError } from '../../k8s/api-client'
import type { NewObject } from '../../k8s/object'
import { resourceNameOf } from '../../k8s/resources'
import type { CommandSpec, Invocation } from '../command/command-spec'
import { DRY_RUN_FLAG, dryRunOf, fieldManagerFlag, fieldValidationOf, VALIDATE_FLAG } from '../command/common-flags'
import { PlainError, usageError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { immediate } from '../command/immediate'
import { namespaceIsExplicit, namespaceOf, printWarnings } from '../command/invocation'
import { OUTPUT_FLAGS, reporter } from '../output/object-printer'
import { mapKind } from '../resources/resource-mapper'
import { withLastApplied } from './last-applied'

/** One `create KIND NAME` as data: what it makes of its flags. */
export interface CreateGenerator {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly short: string
  readonly flags: readonly FlagSpec[]
  readonly required?: readonly string[]
  /** What stands behind the name is the command of its container. */
  readonly takesCommand?: boolean
  /** Refusals are told as `failed to create NAME: …`. */
  readonly complaint?: string
  readonly subcommands?: readonly CommandSpec[]
  /** Throws PlainError. */
  make(name: string, flags: FlagSet, invocation: Invocation): NewObject
}

const CREATE_FLAGS: readonly FlagSpec[] = [
  DRY_RUN_FLAG,
  fieldManagerFlag('kubectl-create'),
  ...OUTPUT_FLAGS,
  { name: 'save-config', type: 'bool', default: 'false' },
  VALIDATE_FLAG,
]

/** `kubectl create NAME` for a kind that is made from flags. */
export function createCommandOf(generator: CreateGenerator): CommandSpec {
  return {
    name: generator.name,
    ...(generator.aliases === undefined ? {} : { aliases: generator.aliases }),
    short: generator.short,
    flags: [...generator.flags, ...CREATE_FLAGS],
    run: immediate(invocation => create(invocation, generator)),
  }
}

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create.go CreateSubcommandOptions.Run
function create(invocation: Invocation, generator: CreateGenerator): number {
  const { args, flags, path } = invocation
  const missing = (generator.required ?? []).filter(flag => !flags.changed(flag))
  if (missing.length > 0)
    throw new PlainError(`required flag(s) ${missing.map(flag => `"${flag}"`).join(', ')} not set`)
  const before = generator.takesCommand === true && invocation.dash >= 0 ? invocation.dash : args.length
  const [name] = args
  if (name === undefined || before !== 1) throw usageError(path, `exactly one NAME is required, got ${before}`)
  return createObject(invocation, generator.make(name, flags, invocation), generator.complaint)
}

/** Creates what a generator made, or prints it, as --dry-run and -o say. */
export function createObject(invocation: Invocation, made: NewObject, complaint?: string, done = 'created'): number {
  const { flags, io, session } = invocation
  const dryRun = dryRunOf(flags, io.err.bind(io))
  const type = mapKind(session.client, made.apiVersion, made.kind)
  if (type === undefined) throw new PlainError(`no matches for kind "${made.kind}" in version "${made.apiVersion}"`)
  const report = reporter(flags, io, dryRun, { structs: true })
  const sent = flags.bool('save-config') ? withLastApplied(made) : made
  if (dryRun === 'client') {
    const namespaced = namespaceIsExplicit(invocation) && type.namespaced
    report(type, namespaced ? inNamespace(sent, namespaceOf(invocation)) : sent, done)
    return 0
  }
  const object = type.namespaced
    ? inNamespace(withoutEmptyStatus(sent), namespaceOf(invocation))
    : withoutEmptyStatus(sent)
  const options = {
    dryRun: dryRun === 'server',
    fieldValidation: fieldValidationOf(flags),
    because: 'created by a person',
  }
  try {
    report(type, session.client.create(resourceNameOf(type), object, options), done)
  } catch (error) {
    if (!(error instanceof ApiError) || complaint === undefined) throw error
    throw new PlainError(`${complaint}${error.status.message}`)
  } finally {
    printWarnings(invocation)
  }
  return 0
}

function inNamespace(object: NewObject, namespace: string): NewObject {
  return { ...object, metadata: { ...object.metadata, namespace } }
}

// Go prints an empty status that nobody set; it says nothing to the server.
function withoutEmptyStatus({ status: _, ...object }: NewObject): NewObject {
  return object as NewObject
}
