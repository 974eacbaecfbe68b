type Files = Readonly<Record<string, string>>

/** The files that commands see, and which of them changed: the log carries only the differences. */
export class FileChanges {
  private files: Files

  constructor(files: Files) {
    this.files = files
  }

  get current(): Files {
    return this.files
  }

  /** What turns the present files into `next` (null: removed); undefined when nothing does. */
  changesTo(next: Files): Readonly<Record<string, string | null>> | undefined {
    const changes: Record<string, string | null> = {}
    for (const [name, text] of Object.entries(next)) if (this.files[name] !== text) changes[name] = text
    for (const name of Object.keys(this.files)) if (next[name] === undefined) changes[name] = null
    return Object.keys(changes).length === 0 ? undefined : changes
  }

  apply(changes: Readonly<Record<string, string | null>>): void {
    const files = new Map(Object.entries(this.files))
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) files.delete(name)
      else files.set(name, text)
    }
    this.files = Object.fromEntries(files)
  }
}
