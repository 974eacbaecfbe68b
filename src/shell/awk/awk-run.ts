import { AwkEvaluator } from './awk-evaluator'
import type { AwkExpression, AwkRule, AwkStatement } from './awk-syntax'
import { type AwkValue, formatted, isTrue, numberOf, textOf } from './awk-values'

/** What ends a statement early. */
type Jump = 'next' | 'exit' | 'break' | 'continue' | undefined

/** Runs a program: `begin`, each line with `take`, `finish`. These throw ToolError, PatternError. */
export class AwkRun {
  /** `exit` was reached: no more lines are wanted. */
  over = false
  private code = 0
  private readonly values = new AwkEvaluator()
  private readonly openRanges = new Set<AwkRule>()

  constructor(
    private readonly rules: readonly AwkRule[],
    private readonly out: (text: string) => void,
  ) {}

  /** Whether the program looks at lines at all. */
  get readsLines(): boolean {
    return this.rules.some(({ when }) => when !== 'BEGIN')
  }

  setVariable(name: string, value: AwkValue): void {
    this.values.setVariable(name, value)
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
    this.values.record.line = line
    this.countUp('NR')
    this.countUp('FNR')
    for (const rule of this.rules) {
      if (rule.when !== 'lines' || !this.applies(rule)) continue
      const jump = rule.body === undefined ? this.print([]) : this.run(rule.body)
      if (jump === 'exit') this.over = true
      if (jump === 'next' || jump === 'exit') return
    }
  }

  /** Answers the exit code. */
  finish(): number {
    const wasOver = this.over
    this.over = false
    if (!wasOver || this.rules.some(({ when }) => when === 'END')) this.runRules('END')
    return this.code
  }

  private countUp(name: 'NR' | 'FNR'): void {
    this.setVariable(name, numberOf(this.values.variable(name)) + 1)
  }

  private runRules(when: 'BEGIN' | 'END'): void {
    for (const rule of this.rules) {
      if (rule.when !== when || rule.body === undefined || this.over) continue
      if (this.run(rule.body) === 'exit') this.over = true
    }
  }

  private applies(rule: AwkRule): boolean {
    if (rule.from === undefined) return true
    if (rule.to === undefined) return isTrue(this.values.value(rule.from))
    if (!this.openRanges.has(rule)) {
      if (!isTrue(this.values.value(rule.from))) return false
      this.openRanges.add(rule)
    }
    if (isTrue(this.values.value(rule.to))) this.openRanges.delete(rule)
    return true
  }

  private run(statement: AwkStatement): Jump {
    this.values.count()
    switch (statement.type) {
      case 'block':
        for (const each of statement.statements) {
          const jump = this.run(each)
          if (jump !== undefined) return jump
        }
        return undefined
      case 'expression':
        this.values.value(statement.value)
        return undefined
      case 'print':
        return this.print(statement.values)
      case 'printf': {
        const [template = '', ...values] = statement.values.map(each => this.values.value(each))
        this.out(formatted(textOf(template), () => values.shift()))
        return undefined
      }
      case 'if':
        if (isTrue(this.values.value(statement.when))) return this.run(statement.then)
        return statement.else === undefined ? undefined : this.run(statement.else)
      case 'while':
        return this.loop(statement.when, statement.body, undefined, statement.first)
      case 'for':
        if (statement.start !== undefined) this.run(statement.start)
        return this.loop(statement.when, statement.body, statement.next, true)
      case 'for-in':
        for (const key of [...this.values.array(statement.array).keys()]) {
          this.values.setVariable(statement.name, { field: key })
          const jump = this.run(statement.body)
          if (jump === 'break') break
          if (jump === 'next' || jump === 'exit') return jump
        }
        return undefined
      case 'delete':
        if (statement.keys === undefined) this.values.array(statement.array).clear()
        else this.values.array(statement.array).delete(this.values.key(statement.keys))
        return undefined
      case 'exit':
        if (statement.code !== undefined) this.code = numberOf(this.values.value(statement.code)) & 255
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
      this.values.count()
      const goesOn = (turn === 0 && !first) || when === undefined || isTrue(this.values.value(when))
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
        ? this.values.line
        : values.map(each => textOf(this.values.value(each))).join(textOf(this.values.variable('OFS')))
    this.out(text + textOf(this.values.variable('ORS')))
  }
}
