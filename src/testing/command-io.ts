import type { CommandIo } from '../base/command'

/** What a command has said. */
export interface Said {
  out: string
  err: string
}

/** What a command gets whose files are in a map; what it says is added to `said`. `now` is in virtual milliseconds. */
export function ioOn(files: Map<string, string>, said: Said, now: () => number): CommandIo {
  return {
    out: text => {
      said.out += text
    },
    err: text => {
      said.err += text
    },
    readFile: name => files.get(name),
    writeFile: (name, text) => {
      files.set(name, text)
    },
    fileNames: () => [...files.keys()],
    now,
  }
}
