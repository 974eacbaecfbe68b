import { linesOf, readInputs, textProgram } from '../program'
import {
  AwkError,
  arithmetic,
  awkPattern,
  evaluate,
  number,
  numberText,
  type Row,
  truth,
  type Value,
} from './awk-expression'

interface Rule {
  readonly condition?: string
  /** Undefined prints the whole line. */
  readonly statements?: readonly string[]
}

/** awk for what people do with tables: `/x/`, `NR>1 && $3=="Running"`, print, printf, sums with BEGIN and END. */
export const awk = textProgram((args, input, io) => {
  let separator: string | undefined
  const variables = new Map<string, number | string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    if (word === '-F') separator = args[++i] ?? ''
    else if (word.startsWith('-F')) separator = word.slice(2)
    else if (word === '-v') {
      const [name = '', value = ''] = (args[++i] ?? '').split('=')
      variables.set(name, value)
    } else rest.push(word)
  }
  const program = rest.shift()
  if (program === undefined) {
    io.err('usage: awk [-F fs] [-v var=value] [prog] [file ...]\n')
    return 2
  }
  const text = readInputs('awk', rest, input, io)
  if (text === undefined) return 2
  try {
    io.out(runProgram(parseProgram(program), text, separator, variables))
    return 0
  } catch (error) {
    if (!(error instanceof AwkError)) throw error
    io.err(`awk: ${error.message}\n`)
    return 2
  }
})

function parseProgram(program: string): readonly Rule[] {
  const rules: Rule[] = []
  let rest = program.trim()
  while (rest !== '') {
    const open = findOutside(rest, '{')
    if (open < 0) {
      rules.push({ condition: rest.trim() })
      break
    }
    const close = findOutside(rest, '}', open + 1)
    if (close < 0) throw new AwkError(`syntax error at source line 1: missing } in ${program}`)
    const condition = rest.slice(0, open).trim()
    const body = splitOutside(rest.slice(open + 1, close), ';')
      .map(each => each.trim())
      .filter(each => each !== '')
    rules.push({ ...(condition === '' ? {} : { condition }), statements: body })
    rest = rest.slice(close + 1).replace(/^[\s;]+/, '')
  }
  return rules
}

function runProgram(
  rules: readonly Rule[],
  text: string,
  separator: string | undefined,
  variables: Map<string, number | string>,
): string {
  const lines = linesOf(text)
  const empty: Row = { fields: [], line: '', number: 0, variables }
  let out = runRules(
    rules.filter(rule => rule.condition === 'BEGIN'),
    empty,
  )
  const main = rules.filter(rule => rule.condition !== 'BEGIN' && rule.condition !== 'END')
  const pattern = separator === undefined || separator === ' ' ? undefined : fieldPattern(separator)
  lines.forEach((line, index) => {
    const fields =
      pattern === undefined
        ? line
            .trim()
            .split(/\s+/)
            .filter(field => field !== '')
        : line.split(pattern)
    const row: Row = { fields, line, number: index + 1, variables }
    out += runRules(
      main.filter(rule => rule.condition === undefined || truth(evaluate(rule.condition, row))),
      row,
    )
  })
  return (
    out +
    runRules(
      rules.filter(rule => rule.condition === 'END'),
      { ...empty, number: lines.length },
    )
  )
}

function fieldPattern(separator: string): string | RegExp {
  if (separator.length === 1) return separator === 't' ? '\t' : separator
  return awkPattern(separator)
}

function runRules(rules: readonly Rule[], row: Row): string {
  return rules
    .map(rule =>
      rule.statements === undefined ? `${row.line}\n` : rule.statements.map(each => runStatement(each, row)).join(''),
    )
    .join('')
}

function runStatement(statement: string, row: Row): string {
  const print = /^print(f)?\b\s*(.*)$/s.exec(statement)
  if (print !== null) {
    const list = stripBrackets(print[2] ?? '')
    const values = splitOutside(list, ',')
      .filter(each => each.trim() !== '')
      .map(each => evaluate(each, row))
    if (print[1] === 'f') return format(String(values[0] ?? ''), values.slice(1))
    return `${values.length === 0 ? row.line : values.map(numberText).join(' ')}\n`
  }
  const step = /^(\w+)(\+\+|--)$/.exec(statement) ?? /^(\+\+|--)(\w+)$/.exec(statement)
  if (step !== null) {
    const [name, by] = /^\w+$/.test(step[1] ?? '') ? [step[1] ?? '', step[2]] : [step[2] ?? '', step[1]]
    row.variables.set(name, number(row.variables.get(name) ?? 0) + (by === '++' ? 1 : -1))
    return ''
  }
  const assign = /^(\w+)\s*([-+*/]?)=\s*(.+)$/.exec(statement)
  if (assign === null) throw new AwkError(`this statement is not supported here: ${statement}`)
  const [, name = '', operator = '', expression = ''] = assign
  const value = evaluate(expression, row)
  row.variables.set(name, operator === '' ? value : arithmetic(row.variables.get(name) ?? 0, operator, value))
  return ''
}

function stripBrackets(text: string): string {
  const trimmed = text.trim()
  return trimmed.startsWith('(') && trimmed.endsWith(')') ? trimmed.slice(1, -1) : trimmed
}

function format(template: string, values: readonly Value[]): string {
  let next = 0
  return template.replace(
    /%(-?)(\d*)(?:\.(\d+))?([sdfc%])/g,
    (_, left: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%'
      const value = values[next++] ?? ''
      const text =
        verb === 'd'
          ? String(Math.trunc(number(value)))
          : verb === 'f'
            ? number(value).toFixed(Number(precision ?? '6'))
            : numberText(value)
      return left === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width))
    },
  )
}

function findOutside(text: string, wanted: string, from = 0): number {
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const character = text.charAt(i)
    if (quote !== '') {
      if (character === '\\') i += 1
      else if (character === quote) quote = ''
    } else if (character === '"') quote = character
    else if (character === wanted) return i
  }
  return -1
}

function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = []
  let rest = text
  for (;;) {
    const at = findOutside(rest, separator)
    if (at < 0) return [...parts, rest]
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + 1)
  }
}
