import { compilePattern, PatternError } from './pattern'

/** A program, or an expression in it, that cannot be read. */
export class AwkError extends Error {}

/** What an expression can refer to. */
export interface Row {
  readonly fields: readonly string[]
  readonly line: string
  readonly number: number
  readonly variables: Map<string, number | string>
}

export type Value = number | string

export const number = (value: Value) => (typeof value === 'number' ? value : Number.parseFloat(value) || 0)
export const numberText = (value: Value) =>
  typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value)
export const truth = (value: Value) => (typeof value === 'number' ? value !== 0 : value !== '')

export function arithmetic(a: Value, operator: string, b: Value): number {
  const [x, y] = [number(a), number(b)]
  return operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : y === 0 ? 0 : x / y
}

/** Expressions by precedence: || && comparison concatenation + - * / and the operands. */
/** A pattern between slashes, or a field separator. Throws AwkError. */
export function awkPattern(source: string): RegExp {
  try {
    return compilePattern(source, '')
  } catch (error) {
    throw error instanceof PatternError ? new AwkError(error.message) : error
  }
}

/** The value of an expression for one line. Throws AwkError. */
export function evaluate(text: string, row: Row): Value {
  return new Expression(tokenise(text), row).value()
}

function tokenise(text: string): string[] {
  const tokens = text.match(
    /"(?:[^"\\]|\\.)*"|\/(?:[^/\\]|\\.)+\/|\$?\w+(?:\.\d+)?|[!<>=]=|&&|\|\||!~|[-+*/%()!<>~,$]/g,
  )
  return tokens ?? []
}

class Expression {
  private at = 0
  constructor(
    private readonly tokens: readonly string[],
    private readonly row: Row,
  ) {}

  value(): Value {
    const result = this.or()
    if (this.at < this.tokens.length) throw new AwkError(`syntax error near ${this.tokens[this.at] ?? ''}`)
    return result
  }

  private take(...wanted: string[]): string | undefined {
    const token = this.tokens[this.at]
    if (token === undefined || !wanted.includes(token)) return undefined
    this.at += 1
    return token
  }

  private or(): Value {
    let left = this.and()
    while (this.take('||') !== undefined) {
      const right = this.and()
      left = truth(left) || truth(right) ? 1 : 0
    }
    return left
  }

  private and(): Value {
    let left = this.comparison()
    while (this.take('&&') !== undefined) {
      const right = this.comparison()
      left = truth(left) && truth(right) ? 1 : 0
    }
    return left
  }

  private comparison(): Value {
    const left = this.concatenation()
    const operator = this.take('==', '!=', '<=', '>=', '<', '>', '~', '!~')
    if (operator === undefined) return left
    if (operator === '~' || operator === '!~') {
      const pattern = this.tokens[this.at++] ?? ''
      return awkPattern(pattern.slice(1, -1)).test(String(left)) === (operator === '~') ? 1 : 0
    }
    return compare(left, operator, this.concatenation()) ? 1 : 0
  }

  private concatenation(): Value {
    let left = this.sum()
    while (this.startsOperand()) left = numberText(left) + numberText(this.sum())
    return left
  }

  private startsOperand(): boolean {
    const token = this.tokens[this.at]
    return token !== undefined && /^["$\w(]/.test(token)
  }

  private sum(): Value {
    let left = this.product()
    for (let operator = this.take('+', '-'); operator !== undefined; operator = this.take('+', '-'))
      left = arithmetic(left, operator, this.product())
    return left
  }

  private product(): Value {
    let left = this.operand()
    for (let operator = this.take('*', '/'); operator !== undefined; operator = this.take('*', '/'))
      left = arithmetic(left, operator, this.operand())
    return left
  }

  private operand(): Value {
    const token = this.tokens[this.at++]
    const { fields, line, number: rowNumber, variables } = this.row
    if (token === undefined) throw new AwkError('syntax error at source line 1')
    if (token === '(') {
      const inner = this.or()
      if (this.take(')') === undefined) throw new AwkError('syntax error: missing )')
      return inner
    }
    if (token === '!') return truth(this.operand()) ? 0 : 1
    if (token === '-') return -number(this.operand())
    if (token.startsWith('"')) return unescaped(token.slice(1, -1))
    if (token.startsWith('/')) return awkPattern(token.slice(1, -1)).test(line) ? 1 : 0
    if (/^\d/.test(token)) return Number(token)
    if (token === 'NR') return rowNumber
    if (token === 'NF') return fields.length
    if (token === 'length' && this.take('(') !== undefined) {
      const inner = this.or()
      this.take(')')
      return String(inner).length
    }
    if (!token.startsWith('$')) return variables.get(token) ?? ''
    const name = token.slice(1)
    const index =
      name === ''
        ? number(this.operand())
        : name === 'NF'
          ? fields.length
          : /^\d+$/.test(name)
            ? Number(name)
            : number(variables.get(name) ?? 0)
    return index === 0 ? line : (fields[index - 1] ?? '')
  }
}

function compare(a: Value, operator: string, b: Value): boolean {
  const numeric = isNumeric(a) && isNumeric(b)
  const [x, y] = numeric ? [number(a), number(b)] : [String(a), String(b)]
  switch (operator) {
    case '==':
      return x === y
    case '!=':
      return x !== y
    case '<':
      return x < y
    case '<=':
      return x <= y
    case '>':
      return x > y
    default:
      return x >= y
  }
}

const isNumeric = (value: Value) => typeof value === 'number' || /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(value)

const unescaped = (text: string) =>
  text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character))
