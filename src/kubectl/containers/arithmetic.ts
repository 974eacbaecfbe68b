const MAX_LENGTH = 200

/** The value of what stands in `$((…))`: whole numbers, names, + - * / % and brackets. */
export function expandArithmetic(text: string, variable: (name: string) => string): number {
  const tokens = text.slice(0, MAX_LENGTH).match(/\d+|\w+|[-+*/%()]/g) ?? []
  let at = 0
  const factor = (): number => {
    const token = tokens[at++] ?? '0'
    if (token === '-') return -factor()
    if (token === '(') {
      const value = sum()
      at += 1
      return value
    }
    return /^\d/.test(token) ? Number(token) : Math.trunc(Number(variable(token))) || 0
  }
  const product = (): number => {
    let value = factor()
    for (let op = tokens[at]; op === '*' || op === '/' || op === '%'; op = tokens[at]) {
      at += 1
      const right = factor()
      if (op === '*') value *= right
      else if (right === 0) value = 0
      else value = op === '/' ? Math.trunc(value / right) : value % right
    }
    return value
  }
  const sum = (): number => {
    let value = product()
    for (let op = tokens[at]; op === '+' || op === '-'; op = tokens[at]) {
      at += 1
      value += op === '+' ? product() : -product()
    }
    return value
  }
  return sum()
}
