import { ShellSyntaxError } from './shell-words'

/** Characters that a word, a pipe or a file may hold. */
const MAX_TEXT = 8_000_000

/** How deep commands may stand in commands: `$(…)`, sudo, xargs, aliases. */
export const MAX_DEPTH = 20

const MAX_STEPS = 10_000
/** A loop that waits in between may go on: so many steps more each virtual second. */
const STEPS_A_SECOND = 20
/** After so many commands a line lets the page have its turn. */
const STEPS_AT_ONCE = 50

/** What one typed line may do, so that nothing runs without end. */
export class Budget {
  depth = 0
  private steps = 0

  constructor(private readonly started: number) {}

  /** Counts a command, a heavy one as several; true when the page should have its turn. Throws ShellSyntaxError. */
  step(now: number, weight = 1): boolean {
    const turns = Math.floor(this.steps / STEPS_AT_ONCE)
    this.steps += weight
    if (this.steps > MAX_STEPS + ((now - this.started) / 1000) * STEPS_A_SECOND)
      throw new ShellSyntaxError('bash: too many commands in one line: does a loop never end?')
    return Math.floor(this.steps / STEPS_AT_ONCE) > turns
  }
}

/** Throws ShellSyntaxError when the text gets too long. */
export function longer(text: string, piece: string): string {
  if (text.length + piece.length > MAX_TEXT)
    throw new ShellSyntaxError('bash: cannot allocate memory: the text is too long')
  return text + piece
}
