import type { Answer } from '../../base/command'
import type { OpenEdit } from '../../protocol/protocol'

/** The texts that commands gave to a person to edit and wait for: one a command. */
export class OpenEdits {
  /** A new list whenever one is opened or closed. */
  open: readonly OpenEdit[] = []
  private readonly closed = new Map<number, string | undefined>()

  has(id: number): boolean {
    return this.open.some(edit => edit.id === id)
  }

  /** What `CommandIo.edit` does: waits until the text is closed. */
  *wait(id: number, name: string, text: string): Answer<string | undefined> {
    this.open = [...this.open, { id, name, text }]
    try {
      while (!this.closed.has(id)) yield {}
      return this.closed.get(id)
    } finally {
      this.closed.delete(id)
      this.open = this.open.filter(edit => edit.id !== id)
    }
  }

  /** Gives the command the text; it has to be resumed then. False when it waits for none. */
  close(id: number, text: string | undefined): boolean {
    if (!this.has(id)) return false
    this.closed.set(id, text)
    return true
  }
}
