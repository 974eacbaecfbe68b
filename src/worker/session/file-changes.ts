type Files = Readonly<Record<string, string>>

/** The text of a file; undefined when there is none. A file may be called `constructor`. */
export function fileIn(files: Files, name: string): string | undefined {
  return Object.hasOwn(files, name) ? files[name] : undefined
}

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
    const changes = new Map<string, string | null>()
    for (const [name, text] of Object.entries(next)) if (fileIn(this.files, name) !== text) changes.set(name, text)
    for (const name of Object.keys(this.files)) if (!Object.hasOwn(next, name)) changes.set(name, null)
    return changes.size === 0 ? undefined : Object.fromEntries(changes)
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
