import { comparison } from '../../base/comparison'
import { ToolError } from '../tool-error'
import { AWK_FUNCTIONS, type AwkMachine, patternOf, splitFields } from './awk-functions'
import type { AwkExpression, AwkRule, AwkStatement, AwkTarget } from './awk-syntax'
import { type AwkValue, compare, formatted, isTrue, numberOf, textOf } from './awk-values'

/** What ends a statement early. */
type Jump = 'next' | 'exit' | 'break' | 'continue' | undefined

/** More steps than anybody's table needs: after these a program is taken to run for ever. */
const MAX_STEPS = 3_000_000
const MAX_FIELDS = 10_000
const MAX_TEXT = 8_000_000

/** Runs a program: `begin`, each `line`, `finish`. */
export class AwkRun implements AwkMachine {
  line = ''
  code = 0
  /** `exit` was reached: no more lines are wanted. */
  over = false
  private fields: string[] | undefined
  private readonly variables = new Map<string, AwkValue>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['SUBSEP', '\x1c'],
    ['NR', 0],
    ['FNR', 0],
    ['RSTART', 0],
    ['RLENGTH', -1],
  ])
  private readonly arrays = new Map<string, Map<string, AwkValue>>()
  private readonly openRanges = new Set<AwkRule>()
  private steps = 0

  constructor(
    private readonly rules: readonly AwkRule[],
    private readonly out: (text: string) => void,
  ) {}

  /** Whether the program looks at lines at all. */
  get readsLines(): boolean {
    return this.rules.some(({ when }) => when !== 'BEGIN')
  }

  begin(): void {
    this.runRules('BEGIN')
  }

  beginFile(name: string): void {
    this.setVariable('FILENAME', name)
    this.setVariable('FNR', 0)
  }

  take(line: string): void {
    if (this.over) return
    this.setLine(line)
    this.setVariable('NR', numberOf(this.variables.get('NR')) + 1)
    this.setVariable('FNR', numberOf(this.variables.get('FNR')) + 1)
    for (const rule of this.rules) {
      if (rule.when !== 'lines' || !this.applies(rule)) continue
      const jump = rule.body === undefined ? this.print([]) : this.run(rule.body)
      if (jump === 'exit') this.over = true
      if (jump === 'next' || jump === 'exit') return
    }
  }

  finish(): number {
    const wasOver = this.over
    this.over = false
    if (!wasOver || this.rules.some(({ when }) => when === 'END')) this.runRules('END')
    return this.code
  }

  setVariable(name: string, value: AwkValue): void {
    this.variables.set(name, value)
  }

  array(name: string): Map<string, AwkValue> {
    const known = this.arrays.get(name)
    if (known !== undefined) return known
    const made = new Map<string, AwkValue>()
    this.arrays.set(name, made)
    return made
  }

  fieldSeparator(): string {
    return textOf(this.variables.get('FS'))
  }

  value(expression: AwkExpression): AwkValue {
    this.count()
    switch (expression.type) {
      case 'number':
      case 'text':
        return expression.value
      case 'pattern':
        return expression.pattern.test(this.line) ? 1 : 0
      case 'variable':
        return expression.name === 'NF' ? this.allFields().length : this.variables.get(expression.name)
      case 'field':
        return this.field(numberOf(this.value(expression.index)))
      case 'element':
        return this.element(expression.array, this.key(expression.keys))
      case 'assign':
        return this.assignment(expression)
      case 'step': {
        const before = numberOf(this.value(expression.target))
        this.assign(expression.target, before + expression.by)
        return expression.before ? before + expression.by : before
      }
      case 'choice':
        return this.value(isTrue(this.value(expression.when)) ? expression.then : expression.else)
      case 'in':
        return this.array(expression.array).has(this.key(expression.keys)) ? 1 : 0
      case 'unary': {
        const value = this.value(expression.value)
        if (expression.operator === '!') return isTrue(value) ? 0 : 1
        return expression.operator === '-' ? -numberOf(value) : numberOf(value)
      }
      case 'binary':
        return this.binary(expression)
      case 'call': {
        const known = Object.hasOwn(AWK_FUNCTIONS, expression.name) ? AWK_FUNCTIONS[expression.name] : undefined
        if (known === undefined) throw new ToolError(`function ${expression.name} is not known here`)
        return known(expression.args, this)
      }
    }
  }

  assign(target: AwkTarget, value: AwkValue): void {
    if (typeof value === 'string' && value.length > MAX_TEXT) throw new ToolError('the text is too long')
    if (target.type === 'element') this.array(target.array).set(this.key(target.keys), value)
    else if (target.type === 'field') this.setField(numberOf(this.value(target.index)), textOf(value))
    else if (target.name === 'NF') this.setFieldCount(numberOf(value))
    else this.variables.set(target.name, value)
  }

  private runRules(when: 'BEGIN' | 'END'): void {
    for (const rule of this.rules) {
      if (rule.when !== when || rule.body === undefined || this.over) continue
      if (this.run(rule.body) === 'exit') this.over = true
    }
  }

  private applies(rule: AwkRule): boolean {
    if (rule.from === undefined) return true
    if (rule.to === undefined) return isTrue(this.value(rule.from))
    if (!this.openRanges.has(rule)) {
      if (!isTrue(this.value(rule.from))) return false
      this.openRanges.add(rule)
    }
    if (isTrue(this.value(rule.to))) this.openRanges.delete(rule)
    return true
  }

  private run(statement: AwkStatement): Jump {
    this.count()
    switch (statement.type) {
      case 'block':
        for (const each of statement.statements) {
          const jump = this.run(each)
          if (jump !== undefined) return jump
        }
        return undefined
      case 'expression':
        this.value(statement.value)
        return undefined
      case 'print':
        return this.print(statement.values)
      case 'printf': {
        const [template = '', ...values] = statement.values.map(each => this.value(each))
        this.out(formatted(textOf(template), () => values.shift()))
        return undefined
      }
      case 'if':
        if (isTrue(this.value(statement.when))) return this.run(statement.then)
        return statement.else === undefined ? undefined : this.run(statement.else)
      case 'while':
        return this.loop(statement.when, statement.body, undefined, statement.first)
      case 'for':
        if (statement.start !== undefined) this.run(statement.start)
        return this.loop(statement.when, statement.body, statement.next, true)
      case 'for-in':
        for (const key of [...this.array(statement.array).keys()]) {
          this.variables.set(statement.name, { field: key })
          const jump = this.run(statement.body)
          if (jump === 'break') break
          if (jump === 'next' || jump === 'exit') return jump
        }
        return undefined
      case 'delete':
        if (statement.keys === undefined) this.array(statement.array).clear()
        else this.array(statement.array).delete(this.key(statement.keys))
        return undefined
      case 'exit':
        if (statement.code !== undefined) this.code = numberOf(this.value(statement.code)) & 255
        return 'exit'
      default:
        return statement.type
    }
  }

  private loop(
    when: AwkExpression | undefined,
    body: AwkStatement,
    next: AwkStatement | undefined,
    first: boolean,
  ): Jump {
    for (let turn = 0; ; turn++) {
      this.count()
      const goesOn = (turn === 0 && !first) || when === undefined || isTrue(this.value(when))
      if (!goesOn) return undefined
      const jump = this.run(body)
      if (jump === 'break') return undefined
      if (jump === 'next' || jump === 'exit') return jump
      if (next !== undefined) this.run(next)
    }
  }

  private print(values: readonly AwkExpression[]): undefined {
    const text =
      values.length === 0
        ? this.line
        : values.map(each => textOf(this.value(each))).join(textOf(this.variables.get('OFS')))
    this.out(text + textOf(this.variables.get('ORS')))
  }

  private assignment({ target, operator, value }: Extract<AwkExpression, { type: 'assign' }>): AwkValue {
    const given = this.value(value)
    const result = operator === '' ? given : arithmetic(numberOf(this.value(target)), operator, numberOf(given))
    this.assign(target, result)
    return result
  }

  private binary({ operator, left, right }: Extract<AwkExpression, { type: 'binary' }>): AwkValue {
    switch (operator) {
      case '||':
        return isTrue(this.value(left)) || isTrue(this.value(right)) ? 1 : 0
      case '&&':
        return isTrue(this.value(left)) && isTrue(this.value(right)) ? 1 : 0
      case '~':
      case '!~':
        return patternOf(right, this).test(textOf(this.value(left))) === (operator === '~') ? 1 : 0
      case 'concatenation': {
        const text = textOf(this.value(left)) + textOf(this.value(right))
        if (text.length > MAX_TEXT) throw new ToolError('the text is too long')
        return text
      }
    }
    const [a, b] = [this.value(left), this.value(right)]
    const holds = comparison(operator, compare(a, b))
    if (holds !== undefined) return holds ? 1 : 0
    return arithmetic(numberOf(a), operator, numberOf(b))
  }

  private element(array: string, key: string): AwkValue {
    const elements = this.array(array)
    // Looking at an element makes it.
    if (!elements.has(key)) elements.set(key, undefined)
    return elements.get(key)
  }

  private key(keys: readonly AwkExpression[]): string {
    return keys.map(each => textOf(this.value(each))).join(textOf(this.variables.get('SUBSEP')))
  }

  private setLine(line: string): void {
    this.line = line
    this.fields = undefined
  }

  private allFields(): string[] {
    this.fields ??= splitFields(this.line, this.fieldSeparator())
    return this.fields
  }

  private field(index: number): AwkValue {
    if (index < 0) throw new ToolError(`there is no field ${index}`)
    const text = index === 0 ? this.line : this.allFields()[Math.trunc(index) - 1]
    return text === undefined ? undefined : { field: text }
  }

  private setField(index: number, text: string): void {
    if (index === 0) {
      this.setLine(text)
      return
    }
    if (index < 0 || index > MAX_FIELDS) throw new ToolError(`there is no field ${index}`)
    const fields = this.allFields()
    while (fields.length < index) fields.push('')
    fields[index - 1] = text
    this.line = fields.join(textOf(this.variables.get('OFS')))
  }

  private setFieldCount(count: number): void {
    if (count < 0 || count > MAX_FIELDS) throw new ToolError(`NF cannot be ${count}`)
    const fields = this.allFields().slice(0, count)
    while (fields.length < count) fields.push('')
    this.fields = fields
    this.line = fields.join(textOf(this.variables.get('OFS')))
  }

  private count(): void {
    this.steps += 1
    if (this.steps > MAX_STEPS) throw new ToolError('this program takes too many steps: does a loop never end?')
  }
}

function arithmetic(a: number, operator: string, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '^':
      return a ** b
    default:
      if (b === 0) throw new ToolError('division by zero')
      return operator === '/' ? a / b : a % b
  }
}
