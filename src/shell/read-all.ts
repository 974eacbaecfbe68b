import type { CommandIo } from '../base/command'
import { fileName, noInput } from './text-filter'

/** What some tools say before the name of a file that is not there. */
const OPENING: Readonly<Record<string, string>> = { sort: 'cannot read: ', jq: 'error: Could not open file ' }

/** The text of the files one after another, or what is piped in; `complete` is false when something was missing (and complained of). */
export function readAll(name: string, files: readonly string[], io: CommandIo): { text: string; complete: boolean } {
  if (files.length === 0) {
    if (io.stdin === undefined) return { text: '', complete: noInput(name, io) }
    return { text: io.stdin, complete: true }
  }
  let text = ''
  let complete = true
  for (const file of files) {
    const content = file === '-' ? (io.stdin ?? '') : io.readFile(fileName(file))
    if (content === undefined) {
      io.err(`${name}: ${OPENING[name] ?? ''}${file}: No such file or directory\n`)
      complete = false
    } else text += content
  }
  return { text, complete }
}
