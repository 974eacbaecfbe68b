import { type JqNode, JqSyntaxError } from './jq-syntax'
import { IDENTITY, type JqExpressions, JqTermParser } from './jq-term-parser'
import { JqTokens } from './jq-tokens'

/** Reads a program; `depth` is how deep it stands inside another one. Throws JqSyntaxError. */
export function parseJq(program: string, depth = 0): JqNode {
  return new JqParser(program, depth).program()
}

/** Only definitions, for the functions that are written in jq itself: they stand around `rest`. */
export const parseJqDefinitions = (definitions: string, rest: JqNode): JqNode => {
  const parsed = parseJq(`${definitions} .`)
  return replaceEnd(parsed, rest)
}

function replaceEnd(node: JqNode, rest: JqNode): JqNode {
  return node.type === 'define' ? { ...node, rest: replaceEnd(node.rest, rest) } : rest
}

const MAX_DEPTH = 250
const UPDATES = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//=']

/** The operators between two values from the weakest to the strongest; of a level that does not chain, only one may stand. */
const LEVELS: readonly { readonly operators: readonly string[]; readonly chains: boolean }[] = [
  { operators: ['or'], chains: true },
  { operators: ['and'], chains: true },
  { operators: ['==', '!=', '<', '<=', '>', '>='], chains: false },
  { operators: ['+', '-'], chains: true },
  { operators: ['*', '/', '%'], chains: true },
]

class JqParser implements JqExpressions {
  private readonly tokens: JqTokens
  private readonly terms: JqTermParser

  constructor(
    program: string,
    private depth: number,
  ) {
    this.tokens = new JqTokens(program)
    this.terms = new JqTermParser(this.tokens, this)
  }

  program(): JqNode {
    if (this.tokens.atEnd) return IDENTITY
    const node = this.pipe()
    if (!this.tokens.atEnd) throw this.tokens.unexpected()
    return node
  }

  pipe(): JqNode {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new JqSyntaxError('the program is nested too deeply')
    const node = this.pipeInside()
    this.depth -= 1
    return node
  }

  definition(): JqNode {
    const { tokens } = this
    const name = tokens.nameOf('name')
    const parameters: string[] = []
    if (tokens.take('(')) {
      do {
        const token = tokens.next()
        if (token.type !== 'name' && token.type !== 'variable') throw tokens.unexpected(token)
        parameters.push(token.type === 'variable' ? `$${token.text}` : token.text)
      } while (tokens.take(';'))
      tokens.expect(')')
    }
    tokens.expect(':')
    const body = this.pipe()
    tokens.expect(';')
    return { type: 'define', name, parameters, body, rest: tokens.atEnd ? IDENTITY : this.pipe() }
  }

  alternative(): JqNode {
    const left = this.level(0)
    if (!this.tokens.take('//')) return this.updateAfter(left)
    return this.updateAfter({ type: 'alternative', left, right: this.alternative() })
  }

  programInText(program: string): JqNode {
    return parseJq(program, this.depth + 1)
  }

  private pipeInside(): JqNode {
    const { tokens } = this
    if (tokens.takeName('def')) return this.definition()
    if (tokens.takeName('label')) return this.label()
    const left = this.comma()
    if (tokens.takeName('as')) {
      const patterns = [this.terms.pattern()]
      while (tokens.take('?//')) patterns.push(this.terms.pattern())
      tokens.expect('|')
      return { type: 'as', source: left, patterns, body: this.pipe() }
    }
    return tokens.take('|') ? { type: 'pipe', left, right: this.pipe() } : left
  }

  private label(): JqNode {
    const name = this.tokens.nameOf('variable')
    this.tokens.expect('|')
    return { type: 'label', name, body: this.pipe() }
  }

  private comma(): JqNode {
    let left = this.alternative()
    while (this.tokens.take(',')) left = { type: 'comma', left, right: this.alternative() }
    return left
  }

  private updateAfter(left: JqNode): JqNode {
    const { type, text } = this.tokens.peek
    if (type !== 'operator' || !UPDATES.includes(text)) return left
    this.tokens.next()
    return { type: 'update', operator: text, left, right: this.alternative() }
  }

  private level(index: number): JqNode {
    const level = LEVELS[index]
    if (level === undefined) return this.terms.postfix()
    let left = this.level(index + 1)
    for (;;) {
      const { type, text } = this.tokens.peek
      if ((type !== 'operator' && type !== 'name') || !level.operators.includes(text)) return left
      this.tokens.next()
      left = between(left, text, this.level(index + 1))
      if (!level.chains) return left
    }
  }
}

function between(left: JqNode, operator: string, right: JqNode): JqNode {
  if (operator === 'or' || operator === 'and') return { type: operator, left, right }
  return { type: 'binary', operator, left, right }
}
