import type { CommandIo } from '../base/command'
import type { Command } from './shell-grammar'

const LINE_TOOLS = new Set(['grep', 'egrep', 'sed', 'awk', 'cut', 'tr'])

/** Whether a command gives the same for a text as for its lines one after another. */
export function worksLineByLine(command: Command): boolean {
  if (command.type !== 'simple') return false
  const words = command.words.map(word => word.map(part => (part.type === 'text' ? part.text : '')).join(''))
  const [name = ''] = words
  if (!LINE_TOOLS.has(name)) return false
  return (
    !(name.endsWith('grep') && words.some(word => /^-[a-zA-Z]*[cABCn]/.test(word))) &&
    !(name === 'awk' && /NR|END/.test(words.join(' ')))
  )
}

/** The same io with another standard input. */
export function withStdin(io: CommandIo, stdin: string | undefined): CommandIo {
  return {
    out: text => io.out(text),
    err: text => io.err(text),
    readFile: name => io.readFile(name),
    writeFile: (name, text) => io.writeFile(name, text),
    fileNames: () => io.fileNames(),
    now: () => io.now(),
    ...(io.edit === undefined ? {} : { edit: io.edit }),
    ...(io.showFile === undefined ? {} : { showFile: io.showFile }),
    ...(stdin === undefined ? {} : { stdin }),
  }
}
