import { allMatches, type Pattern } from '../../base/patterns/pattern'
import { ToolError } from '../tool-error'
import type { AwkExpression, AwkTarget } from './awk-syntax'
import { type AwkValue, formatted, numberOf, patternFrom, textOf } from './awk-values'

/** What the functions need of the running program. */
export interface AwkMachine {
  value(expression: AwkExpression): AwkValue
  assign(target: AwkTarget, value: AwkValue): void
  array(name: string): Map<string, AwkValue>
  setVariable(name: string, value: AwkValue): void
  readonly line: string
  fieldSeparator(): string
}

type AwkFunction = (args: readonly AwkExpression[], machine: AwkMachine) => AwkValue

const MAX_TEXT = 8_000_000

/** awk's own functions. */
export const AWK_FUNCTIONS: Readonly<Record<string, AwkFunction>> = {
  '(group)': ([inner], machine) => (inner === undefined ? undefined : machine.value(inner)),
  length(args, machine) {
    const [what] = args
    if (what === undefined) return machine.line.length
    if (what.type === 'variable' && machine.array(what.name).size > 0) return machine.array(what.name).size
    return [...textOf(machine.value(what))].length
  },
  substr(args, machine) {
    const [text, from, count] = args.map(each => machine.value(each))
    const start = Math.round(numberOf(from))
    const end = args.length < 3 ? Number.POSITIVE_INFINITY : start + Math.round(numberOf(count))
    return textOf(text).slice(Math.max(0, start - 1), Math.max(0, end - 1))
  },
  index(args, machine) {
    const [text, part] = args.map(each => textOf(machine.value(each)))
    return (text ?? '').indexOf(part ?? '') + 1
  },
  split(args, machine) {
    const [text, array, separator] = args
    if (text === undefined || array?.type !== 'variable') throw new ToolError('split wants a text and an array')
    const pieces = splitFields(
      textOf(machine.value(text)),
      separator === undefined
        ? machine.fieldSeparator()
        : separator.type === 'pattern'
          ? separator.pattern
          : textOf(machine.value(separator)),
    )
    const target = machine.array(array.name)
    target.clear()
    for (const [i, piece] of pieces.entries()) target.set(String(i + 1), { field: piece })
    return pieces.length
  },
  sub: (args, machine) => substitute(args, machine, false),
  gsub: (args, machine) => substitute(args, machine, true),
  match(args, machine) {
    const [text, pattern] = args
    const found =
      text === undefined || pattern === undefined
        ? undefined
        : patternOf(pattern, machine).find(textOf(machine.value(text)))
    machine.setVariable('RSTART', found === undefined ? 0 : found.start + 1)
    machine.setVariable('RLENGTH', found === undefined ? -1 : found.end - found.start)
    return found === undefined ? 0 : found.start + 1
  },
  sprintf(args, machine) {
    const [template = '', ...values] = args.map(each => machine.value(each))
    return formatted(textOf(template), () => values.shift())
  },
  toupper: ([text], machine) => (text === undefined ? '' : textOf(machine.value(text)).toUpperCase()),
  tolower: ([text], machine) => (text === undefined ? '' : textOf(machine.value(text)).toLowerCase()),
  int: ([value], machine) => (value === undefined ? 0 : Math.trunc(numberOf(machine.value(value)))),
  sqrt: ([value], machine) => (value === undefined ? 0 : Math.sqrt(numberOf(machine.value(value)))),
  log: ([value], machine) => (value === undefined ? 0 : Math.log(numberOf(machine.value(value)))),
  exp: ([value], machine) => (value === undefined ? 0 : Math.exp(numberOf(machine.value(value)))),
}

/** Where a line is cut: at white space for a blank, at the character, or at the pattern. */
export function splitFields(text: string, separator: string | Pattern): string[] {
  if (text === '') return []
  if (separator === ' ') return text.split(/[ \t\n]+/).filter(field => field !== '')
  if (typeof separator === 'string' && separator === '') return [...text]
  if (typeof separator === 'string' && (separator.length === 1 || separator === '\\|'))
    return text.split(separator === '\\|' ? '|' : separator)
  const pattern = typeof separator === 'string' ? patternFrom(separator) : separator
  const fields: string[] = []
  let from = 0
  for (const { start, end } of allMatches(pattern, text)) {
    if (end === start) continue
    fields.push(text.slice(from, start))
    from = end
  }
  return [...fields, text.slice(from)]
}

export function patternOf(expression: AwkExpression, machine: AwkMachine): Pattern {
  return expression.type === 'pattern' ? expression.pattern : patternFrom(textOf(machine.value(expression)))
}

const LINE: AwkTarget = { type: 'field', index: { type: 'number', value: 0 } }

function substitute(args: readonly AwkExpression[], machine: AwkMachine, all: boolean): number {
  const [what, by, where = LINE] = args
  if (what === undefined || by === undefined) throw new ToolError('sub and gsub want a pattern and a text')
  const pattern = patternOf(what, machine)
  const replacement = textOf(machine.value(by))
  const text = textOf(machine.value(where))
  let out = ''
  let from = 0
  let count = 0
  for (const { start, end } of allMatches(pattern, text)) {
    out +=
      text.slice(from, start) +
      replacement.replace(/\\\\|\\&|&/g, piece => (piece === '&' ? text.slice(start, end) : piece.slice(1)))
    from = end
    count += 1
    if (out.length > MAX_TEXT) throw new ToolError('the text is too long')
    if (!all) break
  }
  if (count === 0) return 0
  if (where.type === 'variable' || where.type === 'field' || where.type === 'element')
    machine.assign(where, out + text.slice(from))
  return count
}
