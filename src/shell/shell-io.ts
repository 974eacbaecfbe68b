import type { CommandIo } from '../base/command'

/** What is left of a piped text: `read` takes lines from it, one command after another. */
export interface ShellInput {
  text: string
}

/** What programs of the shell see: the same as everybody, and the input as something that is used up. */
export interface ShellIo extends CommandIo {
  readonly input?: ShellInput
}

interface Changes {
  readonly out?: (text: string) => void
  readonly err?: (text: string) => void
  /** Another standard input; null for none. */
  readonly input?: ShellInput | null
}

/** The same io with something else in one place. */
export function changedIo(io: ShellIo, { out, err, input }: Changes): ShellIo {
  const own = io.input ?? (io.stdin === undefined ? undefined : { text: io.stdin })
  const present = input === undefined ? own : (input ?? undefined)
  const base: ShellIo = {
    out: out ?? (text => io.out(text)),
    err: err ?? (text => io.err(text)),
    readFile: name => io.readFile(name),
    writeFile: (name, text) => io.writeFile(name, text),
    fileNames: () => io.fileNames(),
    now: () => io.now(),
    ...(io.edit === undefined ? {} : { edit: (name: string, text: string) => edit(io, name, text) }),
    ...(io.showFile === undefined ? {} : { showFile: (name: string) => io.showFile?.(name) }),
  }
  if (present === undefined) return base
  return {
    ...base,
    input: present,
    // What is there when it is read.
    get stdin() {
      return present.text
    },
  }
}

function edit(io: CommandIo, name: string, text: string): ReturnType<NonNullable<CommandIo['edit']>> {
  if (io.edit === undefined) throw new Error('There is no editor.')
  return io.edit(name, text)
}
