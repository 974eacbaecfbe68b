import type { CommandIo } from '../../base/command'
import type { Fields } from '../../base/fields'
import { asGoStruct } from '../../engine/object-checks'
import { toGoJson } from '../../k8s/go-json'
import { goQuote } from '../../k8s/go-quote'
import type { KubeObject } from '../../k8s/object'
import type { ResourceType } from '../../k8s/resources'
import { PlainError } from '../command/failure'
import type { FlagSet, FlagSpec } from '../command/flag-set'
import { GoTemplate, TemplateError } from '../go-template/go-template'
import { objectName } from '../resources/resource-mapper'
import { toPrettyJson, toStructJson } from './json-printer'
import { goSyntax, goValueText, JsonPath } from './jsonpath'
import { PathSyntaxError } from './jsonpath-parser'
import { toKyaml } from './kyaml-printer'
import { toYaml } from './yaml-printer'

const ACTION_FORMATS =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml'
const GET_FORMATS = `custom-columns,custom-columns-file,${ACTION_FORMATS.replace('templatefile,yaml', 'templatefile,wide,yaml')}`

/** `-o` of the commands that print one object after another. */
export const OUTPUT_FLAGS: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string', default: "''" },
  { name: 'template', type: 'string', default: "''" },
  {
    name: 'show-managed-fields',
    type: 'bool',
    default: 'false',
  },
  { name: 'allow-missing-template-keys', type: 'bool', default: 'true' },
]

/** Prints whole objects in the form that `-o` names. The object may be a List. */
export interface ObjectPrinter {
  print(object: Readonly<Record<string, unknown>>, type?: ResourceType): string
}

/** The formats that no `=` may follow. */
const WITHOUT_TEMPLATE: ReadonlySet<string> = new Set(['json', 'kyaml', 'yaml', 'name'])

export interface PrintOptions {
  /** Columns of one's own are a format too. */
  readonly getFormats?: boolean
  /**
   * The command has Go's struct in its hands and not a map: the zero values that Go writes are there, and JSON has the fields in
   * the order of the struct.
   */
  readonly structs?: boolean
}

/** The printer for `-o`; undefined when the flag was not given. Throws PlainError for formats that do not exist. */
// Models staging/src/k8s.io/cli-runtime/pkg/genericclioptions/print_flags.go ToPrinter
export function objectPrinter(
  flags: FlagSet,
  io: CommandIo,
  { getFormats = false, structs = false }: PrintOptions = {},
): ObjectPrinter | undefined {
  const output = flags.string('output')
  if (output === '') {
    return flags.string('template') === ''
      ? undefined
      : goTemplatePrinter(flags.string('template'), io, isStrict(flags))
  }
  const equals = output.indexOf('=')
  const format = equals < 0 ? output : output.slice(0, equals)
  const template = equals < 0 ? flags.string('template') : output.slice(equals + 1)
  const whole = (object: Fields) => {
    const shown = withoutEmptyVersion(flags.bool('show-managed-fields') ? object : withoutManagedFields(object))
    return structs ? asStruct(shown) : shown
  }
  const strict = isStrict(flags)
  let printed = false
  switch (WITHOUT_TEMPLATE.has(format) ? output : format) {
    case 'json':
      return { print: object => (structs ? toStructJson(whole(object)) : toPrettyJson(whole(object))) }
    case 'kyaml':
      return { print: object => toKyaml(whole(object)) }
    case 'yaml':
      return {
        print(object) {
          const separator = printed ? '---\n' : ''
          printed = true
          return separator + toYaml(whole(object))
        },
      }
    case 'name':
      return { print: (object, type) => nameLines(object, type) }
    case 'jsonpath':
    case 'jsonpath-as-json':
      return jsonPathPrinter(template, format === 'jsonpath-as-json', strict)
    case 'jsonpath-file':
      return jsonPathPrinter(fileText(io, template).trimEnd(), false, strict)
    case 'go-template':
    case 'template':
      return goTemplatePrinter(template, io, strict)
    case 'go-template-file':
    case 'templatefile':
      return goTemplatePrinter(fileText(io, template), io, strict)
    default:
      throw new PlainError(
        `unable to match a printer suitable for the output format ${goQuote(output)}, allowed formats are: ${getFormats ? GET_FORMATS : ACTION_FORMATS}`,
      )
  }
}

/** A command that has no such flag lets keys be missing. */
const isStrict = (flags: FlagSet) => flags.string('allow-missing-template-keys') === 'false'

function fileText(io: CommandIo, name: string): string {
  const text = io.readFile(name)
  if (text === undefined)
    throw new PlainError(`error reading --template ${name}, open ${name}: no such file or directory`)
  return text
}

const NO_TEMPLATE = 'template format specified but no template given'

function jsonPathPrinter(template: string, asJson: boolean, strict: boolean): ObjectPrinter {
  if (template === '') throw new PlainError(NO_TEMPLATE)
  const path = parsePath(template, strict)
  return {
    print(object) {
      try {
        return asJson ? path.printAsJson(object) : path.print(object)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new PlainError(
          `error executing jsonpath ${goQuote(template)}: Error executing template: ${reason}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n`,
        )
      }
    },
  }
}

function parsePath(template: string, strict: boolean): JsonPath {
  try {
    return new JsonPath(template, strict)
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new PlainError(`error parsing jsonpath ${template}, ${error.message}`)
    throw error
  }
}

// Models staging/src/k8s.io/cli-runtime/pkg/printers/template.go PrintObj
function goTemplatePrinter(text: string, io: CommandIo, strict: boolean): ObjectPrinter {
  if (text === '') throw new PlainError(NO_TEMPLATE)
  const template = readTemplate(text, strict)
  return {
    print(object) {
      try {
        return template.print(object)
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error
        io.out(
          `${error.printed}Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${toGoJson(object)}\n\tobject given to template engine was:\n\t\t${goValueText(object)}\n\n`,
        )
        throw new PlainError(`error executing template ${goQuote(text)}: ${error.message}`)
      }
    },
  }
}

function readTemplate(text: string, strict: boolean): GoTemplate {
  try {
    return new GoTemplate(text, strict)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new PlainError(`error parsing template ${text}, ${error.message}`)
  }
}

function nameLines(object: Readonly<Record<string, unknown>>, type: ResourceType | undefined): string {
  const metadata = object.metadata as { readonly name?: string } | undefined
  const kind = String(object.kind ?? '')
  if (type !== undefined) return `${objectName(type, metadata?.name ?? '')}\n`
  return `${kind.toLowerCase()}${groupSuffix(String(object.apiVersion ?? ''))}/${metadata?.name ?? ''}\n`
}

const groupSuffix = (apiVersion: string) => (apiVersion.includes('/') ? `.${apiVersion.split('/')[0] ?? ''}` : '')

function withoutManagedFields(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const items = object.items
  if (Array.isArray(items)) return { ...object, items: items.map(withoutManagedFields) }
  const metadata = object.metadata as Readonly<Record<string, unknown>> | undefined
  if (metadata?.managedFields === undefined) return object
  const { managedFields: _, ...rest } = metadata
  return { ...object, metadata: rest }
}

/** What was created for a dry run only has no version; a list that kubectl made has an empty one. */
function withoutEmptyVersion(object: Fields): Fields {
  const metadata = object.metadata as Fields | undefined
  if (Array.isArray(object.items) || metadata?.resourceVersion !== '') return object
  const { resourceVersion: _, ...rest } = metadata
  return { ...object, metadata: rest }
}

/** The List that kubectl makes of several objects. */
export function listOf(items: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }
}

export type DryRun = 'none' | 'client' | 'server'

/** What stands after a line that tells of something that was only tried. */
export function dryRunSuffix(dryRun: DryRun): string {
  return dryRun === 'none' ? '' : dryRun === 'client' ? ' (dry run)' : ' (server dry run)'
}

/** Tells of what was done with an object: `daemonset.apps/agent created (dry run)`, or in the form of `-o`. */
export function reporter(flags: FlagSet, io: CommandIo, dryRun: DryRun, options: PrintOptions = {}) {
  const printer = objectPrinter(flags, io, options)
  const suffix = dryRunSuffix(dryRun)
  return (type: ResourceType, object: KubeObject | Readonly<Record<string, unknown>>, done: string) => {
    const { metadata } = object as KubeObject
    if (printer === undefined) io.out(`${objectName(type, metadata.name)} ${done}${suffix}\n`)
    else io.out(printer.print(object, type))
  }
}

function asStruct(object: Fields): Fields {
  const { kind } = object
  return typeof kind === 'string' ? asGoStruct(kind, object) : object
}
