import type { Choice, Command, ForLoop, Redirect, Script, Selection, Step } from './shell-script'
import { ShellSyntaxError, type Token, tokenise, type Word } from './shell-words'

/** Reads a line or several. Throws ShellSyntaxError. */
export function parseScript(line: string): Script {
  const parser = new Parser(tokenise(line))
  const script = parser.script([])
  const rest = parser.peek()
  if (rest !== undefined) throw unexpected(rest)
  return script
}

const unexpected = (token: Token | undefined) =>
  new ShellSyntaxError(
    `bash: syntax error near unexpected token \`${token === undefined ? 'newline' : describeToken(token)}'`,
  )

function describeToken(token: Token): string {
  if (token.type === 'operator') return token.text === '\n' ? 'newline' : token.text
  return token.type === 'word' ? plain(token.word) : '<<'
}

const plain = (word: Word) => word.map(part => (part.type === 'text' ? part.text : `$${part.type}`)).join('')

/** The word's text when nothing in it is quoted: what can be a keyword. */
const keyword = (token: Token | undefined) =>
  token?.type === 'word' && token.word.every(part => part.type === 'text' && !part.quoted)
    ? plain(token.word)
    : undefined

const UNSUPPORTED = new Set(['function', 'select', 'coproc'])
/** Words that only mean something behind others. */
const STRAY = new Set(['do', 'done', 'then', 'elif', 'else', 'fi', 'esac', '}', 'in'])

class Parser {
  private at = 0
  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token | undefined {
    return this.tokens[this.at]
  }

  script(ends: readonly string[]): Script {
    const steps: Step[] = []
    let when: Step['when'] = 'always'
    for (;;) {
      this.skipSeparators()
      const word = keyword(this.peek())
      if (
        this.peek() === undefined ||
        (word !== undefined && ends.includes(word)) ||
        (ends.includes(')') && this.isOperator(')')) ||
        (ends.includes('esac') && this.isOperator(';;'))
      ) {
        if (when !== 'always') throw unexpected(this.peek())
        return steps
      }
      let negated = false
      while (keyword(this.peek()) === '!') {
        negated = !negated
        this.at += 1
      }
      steps.push({ when, negated, pipeline: this.pipeline() })
      when = this.separator()
    }
  }

  private separator(): Step['when'] {
    const token = this.peek()
    if (token?.type !== 'operator') return 'always'
    if (token.text === '&') {
      throw new ShellSyntaxError(
        'bash: running in the background (&) is not supported here: the page runs one command line at a time',
      )
    }
    if (token.text === '&&' || token.text === '||') {
      this.at += 1
      while (this.isOperator('\n')) this.at += 1
      return token.text === '&&' ? 'success' : 'failure'
    }
    return 'always'
  }

  private skipSeparators(): void {
    while (this.isOperator(';') || this.isOperator('\n')) this.at += 1
  }

  private isOperator(text: string): boolean {
    const token = this.peek()
    return token?.type === 'operator' && token.text === text
  }

  private pipeline(): readonly Command[] {
    const commands = [this.command()]
    while (this.isOperator('|') || this.isOperator('|&')) {
      this.at += 1
      while (this.isOperator('\n')) this.at += 1
      commands.push(this.command())
    }
    return commands
  }

  private command(): Command {
    const word = keyword(this.peek())
    const compound = this.compound(word)
    if (compound !== undefined) return compound
    if (word !== undefined && UNSUPPORTED.has(word)) {
      throw new ShellSyntaxError(
        `bash: ${word} is not supported here: this shell knows pipes, &&, ||, ;, for, while, until, if and case`,
      )
    }
    if (word !== undefined && STRAY.has(word)) throw unexpected(this.peek())
    const words: Word[] = []
    const redirects: Redirect[] = []
    for (;;) {
      const token = this.peek()
      if (token?.type === 'word') {
        words.push(token.word)
        this.at += 1
      } else if (!this.redirect(redirects)) break
    }
    if (words.length === 0 && redirects.length === 0) throw unexpected(this.peek())
    return { type: 'simple', words, redirects }
  }

  private redirect(redirects: Redirect[]): boolean {
    const token = this.peek()
    if (token?.type === 'heredoc') {
      redirects.push({ type: 'text', text: token.text })
      this.at += 1
      return true
    }
    if (token?.type !== 'operator') return false
    if (token.text === '2>&1' || token.text === '>&2' || token.text === '1>&2') {
      redirects.push({ type: token.text === '2>&1' ? 'errors-to-output' : 'output-to-errors' })
      this.at += 1
      return true
    }
    const type = REDIRECTS[token.text]
    if (type === undefined) return false
    this.at += 1
    const file = this.peek()
    if (file?.type !== 'word') throw unexpected(file)
    this.at += 1
    redirects.push({ type, file: file.word })
    if (token.text === '&>') redirects.push({ type: 'errors-to-output' })
    return true
  }

  private compound(word: string | undefined): Command | undefined {
    switch (word) {
      case 'for':
        return this.forLoop()
      case 'while':
      case 'until': {
        this.at += 1
        const condition = this.part('do')
        return {
          type: 'while',
          until: word === 'until',
          condition,
          body: this.part('done'),
          redirects: this.redirects(),
        }
      }
      case 'if':
        return this.choice()
      case 'case':
        return this.selection()
      case '{':
        this.at += 1
        return { type: 'group', body: this.part('}'), redirects: this.redirects() }
    }
    if (!this.isOperator('(')) return undefined
    this.at += 1
    const body = this.script([')'])
    if (!this.isOperator(')')) throw unexpected(this.peek())
    this.at += 1
    return { type: 'group', body, redirects: this.redirects() }
  }

  private choice(): Choice {
    const branches: Choice['branches'][number][] = []
    for (;;) {
      this.at += 1
      const condition = this.part('then')
      const body = this.script(['elif', 'else', 'fi'])
      branches.push({ condition, body })
      const word = keyword(this.peek())
      if (word === 'elif') continue
      let otherwise: Script = []
      if (word === 'else') {
        this.at += 1
        otherwise = this.script(['fi'])
      }
      this.expect('fi')
      return { type: 'if', branches, otherwise, redirects: this.redirects() }
    }
  }

  private selection(): Selection {
    this.at += 1
    const subject = this.peek()
    if (subject?.type !== 'word') throw unexpected(subject)
    this.at += 1
    this.expect('in')
    const branches: Selection['branches'][number][] = []
    for (this.skipSeparators(); keyword(this.peek()) !== 'esac'; this.skipSeparators()) {
      branches.push({ patterns: this.patterns(), body: this.script(['esac']) })
      if (this.isOperator(';;')) this.at += 1
      else if (keyword(this.peek()) !== 'esac') throw unexpected(this.peek())
    }
    this.at += 1
    return { type: 'case', word: subject.word, branches, redirects: this.redirects() }
  }

  /** `a|b)`, perhaps with a bracket before it too. */
  private patterns(): readonly Word[] {
    if (this.isOperator('(')) this.at += 1
    const patterns: Word[] = []
    for (;;) {
      const token = this.peek()
      if (token?.type !== 'word') throw unexpected(token)
      patterns.push(token.word)
      this.at += 1
      const isLast = this.isOperator(')')
      if (!isLast && !this.isOperator('|')) throw unexpected(this.peek())
      this.at += 1
      if (isLast) return patterns
    }
  }

  /** Commands up to a word, and the word. */
  private part(end: string): Script {
    const script = this.script([end])
    if (script.length === 0) throw unexpected(this.peek())
    this.expect(end)
    return script
  }

  private redirects(): readonly Redirect[] {
    const redirects: Redirect[] = []
    while (this.redirect(redirects)) {}
    return redirects
  }

  private forLoop(): ForLoop {
    this.at += 1
    const name = keyword(this.peek())
    if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) throw unexpected(this.peek())
    this.at += 1
    this.expect('in')
    const words: Word[] = []
    for (let token = this.peek(); token?.type === 'word'; token = this.peek()) {
      words.push(token.word)
      this.at += 1
    }
    this.skipSeparators()
    this.expect('do')
    const body = this.script(['done'])
    this.expect('done')
    return { type: 'for', variable: name, words, body, redirects: this.redirects() }
  }

  private expect(word: string): void {
    if (keyword(this.peek()) !== word) throw unexpected(this.peek())
    this.at += 1
  }
}

const REDIRECTS: Readonly<Record<string, 'to' | 'append' | 'from' | 'errors-to' | 'errors-append'>> = {
  '>': 'to',
  '>>': 'append',
  '<': 'from',
  '2>': 'errors-to',
  '2>>': 'errors-append',
  '&>': 'to',
}
