import { labelValue, qualifiedName } from './names'
import type { LabelSelector, LabelSelectorRequirement } from './selector'

type Token = { readonly kind: 'word' | 'symbol' | 'end'; readonly text: string }

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<']

/** `app=web,tier in (a, b),!old` as a selector. Throws SyntaxError with the words of Kubernetes. */
// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go Parse
export function parseLabelSelector(text: string): LabelSelector {
  return new SelectorParser(text).parse()
}

/**
 * The same text as an object keeps it: equalities are labels. Throws SyntaxError with the words of Kubernetes, and RangeError for
 * an operator that objects cannot have.
 */
// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go ParseToLabelSelector
export function parseObjectSelector(text: string): LabelSelector {
  const parser = new SelectorParser(text)
  const { matchExpressions = [] } = parser.parse()
  const labels: Record<string, string> = {}
  const others = matchExpressions.filter(({ key, values = [] }, index) => {
    const operator = parser.comparisons[index] ?? ''
    if (operator === '>' || operator === '<')
      throw new RangeError(`"${operator === '>' ? 'gt' : 'lt'}" isn't supported in label selectors`)
    if (operator === '!=') throw new RangeError('"!=" is not a valid label selector operator')
    if (!operator.startsWith('=')) return true
    labels[key] = values[0] ?? ''
    return false
  })
  return { matchLabels: labels, matchExpressions: others }
}

class SelectorParser {
  /** The operators as they were written, one a requirement; '' where there is none. */
  readonly comparisons: string[] = []
  private readonly tokens: Token[]
  private position = 0

  constructor(text: string) {
    this.tokens = tokensOf(text)
  }

  parse(): LabelSelector {
    const matchExpressions: LabelSelectorRequirement[] = []
    const first = this.peek()
    if (first.kind === 'end') return { matchExpressions }
    if (first.kind === 'symbol' && first.text !== '!') {
      throw new SyntaxError(`found '${first.text}', expected: !, identifier, or 'end of string'`)
    }
    for (;;) {
      matchExpressions.push(checked(this.requirement()))
      const token = this.next()
      if (token.kind === 'end') return { matchExpressions }
      if (token.text !== ',') throw new SyntaxError(`found '${token.text}', expected: ',' or 'end of string'`)
      const following = this.peek()
      if (following.kind === 'end' || (following.kind === 'symbol' && following.text !== '!')) {
        throw new SyntaxError(`found '${following.text}', expected: identifier after ','`)
      }
    }
  }

  private requirement(): LabelSelectorRequirement {
    const negated = this.peek().text === '!'
    if (negated) this.next()
    const key = this.next()
    if (key.kind !== 'word') throw unable(`found '${key.text}', expected: identifier`)
    const following = this.peek()
    const isComparison = !negated && following.kind !== 'end' && following.text !== ','
    this.comparisons.push(isComparison ? following.text : '')
    if (!isComparison) return { key: key.text, operator: negated ? 'DoesNotExist' : 'Exists' }
    return this.comparison(key.text)
  }

  private comparison(key: string): LabelSelectorRequirement {
    const operator = this.next()
    switch (operator.text) {
      case 'in':
        return { key, operator: 'In', values: this.list() }
      case 'notin':
        return { key, operator: 'NotIn', values: this.list() }
      case '=':
      case '==':
        return { key, operator: 'In', values: [this.value()] }
      case '!=':
        return { key, operator: 'NotIn', values: [this.value()] }
      case '>':
        return { key, operator: 'Gt', values: [this.value()] }
      case '<':
        return { key, operator: 'Lt', values: [this.value()] }
      default:
        throw unable(`found '${operator.text}', expected: in, notin, =, ==, !=, gt, lt`)
    }
  }

  private value(): string {
    const token = this.peek()
    if (token.kind === 'end' || token.text === ',') return ''
    if (token.kind !== 'word') throw unable(`found '${token.text}', expected: identifier`)
    return this.next().text
  }

  // Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go parseValues and parseIdentifiersList
  private list(): string[] {
    const open = this.next()
    if (open.text !== '(') throw unable(`found '${open.text}' expected: '('`)
    const values = new Set<string>()
    const first = this.peek()
    if (first.text === ')') {
      this.next()
      return ['']
    }
    if (first.kind !== 'word' && first.text !== ',') {
      throw unable(`found '${first.text}', expected: ',', ')' or identifier`)
    }
    for (;;) {
      const token = this.next()
      if (token.kind === 'word') {
        values.add(token.text)
        const following = this.next()
        if (following.text === ')') return [...values].sort()
        if (following.text !== ',') throw unable(`found '${following.text}', expected: ',' or ')'`)
        if (this.peek().text === ')') values.add('')
      } else if (token.text === ',') values.add('')
      else if (token.text === ')' && values.has('')) return [...values].sort()
      else throw unable(`found '${token.text}', expected: ',', or identifier`)
    }
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '' }
  }

  private next(): Token {
    const token = this.peek()
    this.position += 1
    return token
  }
}

/** Keys and values must be those of labels. */
// Models staging/src/k8s.io/apimachinery/pkg/labels/selector.go NewRequirement
function checked(requirement: LabelSelectorRequirement): LabelSelectorRequirement {
  const { key, operator, values = [] } = requirement
  const complaints = [...complaintsOf('<nil>', key, qualifiedName(key))]
  for (const [index, value] of values.entries()) {
    if ((operator === 'Gt' || operator === 'Lt') && !/^[-+]?\d+$/.test(value))
      complaints.push(
        `values[${index}]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      )
    complaints.push(...complaintsOf(`values[${index}][${key}]`, value, labelValue(value)))
  }
  if (complaints.length > 0) throw unable(complaints.length === 1 ? complaints.join() : `[${complaints.join(', ')}]`)
  return requirement
}

const complaintsOf = (where: string, text: string, problems: readonly string[]) =>
  problems.length === 0 ? [] : [`${where}: Invalid value: ${JSON.stringify(text)}: ${problems.join('; ')}`]

function unable(why: string): SyntaxError {
  return new SyntaxError(`unable to parse requirement: ${why}`)
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  while (position < text.length) {
    const char = text[position] ?? ''
    const symbol = SYMBOLS.find(candidate => text.startsWith(candidate, position))
    if (/\s/.test(char)) position += 1
    else if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', text: symbol })
      position += symbol.length
    } else {
      const [word = char] = /^[^\s=!(),><]+/.exec(text.slice(position)) ?? []
      tokens.push({ kind: 'word', text: word })
      position += word.length
    }
  }
  return tokens
}
