import type { Answer } from '../base/command'
import type { ShellRun } from './run-script'
import { changedIo, type ShellIo } from './shell-io'
import { longer } from './shell-limits'
import type { Redirect } from './shell-script'
import { fileName } from './text-filter'

/** An io with its redirects; `close` writes the files. */
export interface OpenRedirects {
  readonly io: ShellIo
  close(): void
}

/** Opens the files and texts of a command. Undefined after a complaint. */
export function* openRedirects(
  redirects: readonly Redirect[],
  run: ShellRun,
  io: ShellIo,
): Answer<OpenRedirects | undefined> {
  const files = new Map<string, string>()
  let result = io
  for (const each of redirects) {
    const before = result
    switch (each.type) {
      case 'errors-to-output':
        result = changedIo(before, { err: text => before.out(text) })
        break
      case 'output-to-errors':
        result = changedIo(before, { out: text => before.err(text) })
        break
      case 'text':
        result = changedIo(before, { input: { text: yield* run.text(each.text, io) } })
        break
      default: {
        const name = fileName(yield* run.text(each.file, io))
        if (each.type === 'from') {
          const text = name === '/dev/null' ? '' : io.readFile(name)
          if (text === undefined) {
            io.err(`bash: ${name}: No such file or directory\n`)
            return undefined
          }
          result = changedIo(before, { input: { text } })
          break
        }
        if (name === '') {
          io.err('bash: : No such file or directory\n')
          return undefined
        }
        files.set(name, each.type.endsWith('append') ? (files.get(name) ?? io.readFile(name) ?? '') : '')
        const write = (text: string) => {
          files.set(name, longer(files.get(name) ?? '', text))
        }
        result = changedIo(before, each.type.startsWith('errors') ? { err: write } : { out: write })
      }
    }
  }
  return {
    io: result,
    close() {
      for (const [name, text] of files) if (!name.startsWith('/dev/')) io.writeFile(name, text)
    },
  }
}
