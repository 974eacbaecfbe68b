import { useFiles } from './files'
import { useSelection } from './selection'

/** Milliseconds after something was typed or moved, and after a command, which must not be lost. */
const AFTER_TYPING = 500
const AFTER_COMMAND = 50

/** When what is there is saved: soon after a command, a little later after typing, and when the page is left. */
export class Autosave {
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly save: () => Promise<void>) {
    useFiles.subscribe(() => this.afterTyping())
    useSelection.subscribe((now, before) => {
      if (now.positions !== before.positions || now.groupBy !== before.groupBy) this.afterTyping()
    })
    // Time goes on without commands: what is saved should not be far behind when the page is closed.
    globalThis.document?.addEventListener('visibilitychange', () => {
      if (globalThis.document.visibilityState === 'hidden') void save()
    })
  }

  afterCommand(): void {
    this.saveIn(AFTER_COMMAND)
  }

  /** Nothing that was planned is saved any more. */
  cancel(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private afterTyping(): void {
    if (this.timer === undefined) this.saveIn(AFTER_TYPING)
  }

  private saveIn(delay: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = undefined
      void this.save()
    }, delay)
  }
}
