/** `break` and `continue` on their way to their loop. */
export class LoopJump extends Error {
  constructor(readonly to: 'end' | 'next') {
    super()
  }
}

/** `exit`: ends the line; the terminal stays. */
export class ShellExit extends Error {
  constructor(readonly code: number) {
    super()
  }
}
