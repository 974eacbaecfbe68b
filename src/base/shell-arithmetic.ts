const TOKEN = /\s*(\d+|\$?[A-Za-z_]\w*|[<>=!]=|&&|\|\||[-+*/%()<>!])/y
const MAX_DEPTH = 100

/** What cannot be worked out; the message says why, as a shell does. */
export class ArithmeticError extends Error {}

/** The value of `$((…))`: whole numbers, variables, + - * / %, comparisons, && and ||. Throws ArithmeticError. */
export function arithmeticValue(text: string, variable: (name: string) => string): number {
  return new Arithmetic(text, variable).whole()
}

/** Operators from the weakest to the strongest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

class Arithmetic {
  private readonly tokens: string[] = []
  private at = 0
  private depth = 0

  constructor(
    private readonly text: string,
    private readonly variable: (name: string) => string,
  ) {
    let at = 0
    while (text.slice(at).trim() !== '') {
      TOKEN.lastIndex = at
      const match = TOKEN.exec(text)
      if (match === null) throw this.error()
      this.tokens.push(match[1] ?? '')
      at = TOKEN.lastIndex
    }
  }

  whole(): number {
    if (this.tokens.length === 0) return 0
    const value = this.level(0)
    if (this.at < this.tokens.length) throw this.error()
    return value
  }

  private level(index: number): number {
    const operators = LEVELS[index]
    if (operators === undefined) return this.operand()
    let value = this.level(index + 1)
    for (
      let operator = this.tokens[this.at];
      operator !== undefined && operators.includes(operator);
      operator = this.tokens[this.at]
    ) {
      this.at += 1
      value = this.calculate(value, operator, this.level(index + 1))
    }
    return value
  }

  private calculate(a: number, operator: string, b: number): number {
    switch (operator) {
      case '+':
        return a + b
      case '-':
        return a - b
      case '*':
        return a * b
      case '/':
      case '%':
        if (b === 0) throw new ArithmeticError(`${this.text}: division by 0`)
        return operator === '/' ? Math.trunc(a / b) : a % b
      case '&&':
        return Number(a !== 0 && b !== 0)
      case '||':
        return Number(a !== 0 || b !== 0)
      case '==':
        return Number(a === b)
      case '!=':
        return Number(a !== b)
      case '<':
        return Number(a < b)
      case '<=':
        return Number(a <= b)
      case '>':
        return Number(a > b)
      default:
        return Number(a >= b)
    }
  }

  private operand(): number {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw this.error()
    const token = this.tokens[this.at++]
    let value: number
    if (token === '-') value = -this.operand()
    else if (token === '+') value = this.operand()
    else if (token === '!') value = Number(this.operand() === 0)
    else if (token === '(') {
      value = this.level(0)
      if (this.tokens[this.at++] !== ')') throw this.error()
    } else if (token === undefined || !/^[\w$]/.test(token)) throw this.error()
    else value = /^\d/.test(token) ? Number(token) : Math.trunc(Number(this.variable(token.replace('$', '')))) || 0
    this.depth -= 1
    return value
  }

  private error(): ArithmeticError {
    return new ArithmeticError(`${this.text}: syntax error in expression`)
  }
}
