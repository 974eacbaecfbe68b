import type { Word } from './shell-words'

/** A line of the shell, read. */

export type Redirect =
  | { readonly type: 'to' | 'append' | 'from' | 'errors-to' | 'errors-append'; readonly file: Word }
  | { readonly type: 'text'; readonly text: Word }
  | { readonly type: 'errors-to-output' | 'output-to-errors' }

export interface SimpleCommand {
  readonly type: 'simple'
  readonly words: readonly Word[]
  readonly redirects: readonly Redirect[]
}

/** `for x in a b; do …; done` */
export interface ForLoop {
  readonly type: 'for'
  readonly variable: string
  readonly words: readonly Word[]
  readonly body: Script
  readonly redirects: readonly Redirect[]
}

/** `while …; do …; done`, and the same with `until`. */
export interface WhileLoop {
  readonly type: 'while'
  readonly until: boolean
  readonly condition: Script
  readonly body: Script
  readonly redirects: readonly Redirect[]
}

/** `if …; then …; elif …; then …; else …; fi` */
export interface Choice {
  readonly type: 'if'
  readonly branches: readonly { readonly condition: Script; readonly body: Script }[]
  readonly otherwise: Script
  readonly redirects: readonly Redirect[]
}

/** `case … in a|b) …;; *) …;; esac` */
export interface Selection {
  readonly type: 'case'
  readonly word: Word
  readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: Script }[]
  readonly redirects: readonly Redirect[]
}

/** `{ …; }` and `( … )` */
export interface Group {
  readonly type: 'group'
  readonly body: Script
  readonly redirects: readonly Redirect[]
}

export type Command = SimpleCommand | ForLoop | WhileLoop | Choice | Selection | Group

/** One pipeline, and when it runs: always, only after success, only after failure. */
export interface Step {
  readonly when: 'always' | 'success' | 'failure'
  /** `!` before it: success is failure. */
  readonly negated: boolean
  readonly pipeline: readonly Command[]
}

export type Script = readonly Step[]
