import { comparison } from '../../base/comparison'
import { ToolError } from '../tool-error'
import { AWK_FUNCTIONS, type AwkMachine, patternOf } from './awk-functions'
import { AwkRecord } from './awk-record'
import type { AwkExpression, AwkTarget } from './awk-syntax'
import { type AwkValue, compare, isTrue, numberOf, textOf } from './awk-values'

/** More steps than anybody's table needs: after these a program is taken to run for ever. */
const MAX_STEPS = 3_000_000
const MAX_TEXT = 8_000_000

/** What a program knows while it runs, and what expressions come to with it. Its methods throw ToolError, PatternError. */
export class AwkEvaluator implements AwkMachine {
  readonly record = new AwkRecord({ input: () => this.fieldSeparator(), output: () => textOf(this.variable('OFS')) })
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
  private steps = 0

  get line(): string {
    return this.record.line
  }

  variable(name: string): AwkValue {
    return name === 'NF' ? this.record.fieldCount : this.variables.get(name)
  }

  setVariable(name: string, value: AwkValue): void {
    this.variables.set(name, value)
  }

  /** The array of that name; one that nobody has used yet is empty. */
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
        return this.variable(expression.name)
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
    else if (target.type === 'field') this.record.setField(numberOf(this.value(target.index)), textOf(value))
    else if (target.name === 'NF') this.record.fieldCount = numberOf(value)
    else this.variables.set(target.name, value)
  }

  /** `a[1, 2]`: the element's name in the array. */
  key(keys: readonly AwkExpression[]): string {
    return keys.map(each => textOf(this.value(each))).join(textOf(this.variables.get('SUBSEP')))
  }

  /** Counts a step. Throws ToolError when there were too many. */
  count(): void {
    this.steps += 1
    if (this.steps > MAX_STEPS) throw new ToolError('this program takes too many steps: does a loop never end?')
  }

  private field(index: number): AwkValue {
    const text = this.record.field(index)
    return text === undefined ? undefined : { field: text }
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
