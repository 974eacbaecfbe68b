import type { CommandIo } from '../base/command'
import { HOME } from '../base/home'
import { immediateProgram, textProgram } from './program'
import { fileName } from './text-filter'
import { ToolError } from './tool-error'
import { readOptions } from './tools/tool-options'

/** The files in a folder; folders are only in the names of files. */
function filesUnder(folder: string, io: CommandIo): string[] {
  const start = `${fileName(folder).replace(/\/+$/, '')}/`
  return io.fileNames().filter(name => name.startsWith(start))
}

const isHere = (folder: string) => /^(?:\.|\.\/|~|~\/|\/home\/user\/?)$/.test(folder)

export const ls = textProgram('ls', (args, io) => {
  const options = readOptions('ls', args, { flags: '1aAdFhlrRtS', long: { all: 'a', recursive: 'R', reverse: 'r' } })
  const names = [...io.fileNames()].sort()
  const wanted = options.rest.length === 0 ? ['.'] : options.rest
  let code = 0
  const shown: string[] = []
  for (const each of wanted) {
    if (isHere(each)) shown.push(...entries(names, ''))
    else if (names.includes(fileName(each))) shown.push(each)
    else if (filesUnder(each, io).length > 0) shown.push(...entries(names, `${fileName(each).replace(/\/+$/, '')}/`))
    else {
      io.err(`ls: cannot access '${each}': No such file or directory\n`)
      code = 2
    }
  }
  if (options.has('r')) shown.reverse()
  for (const name of shown) {
    const size = String((io.readFile(fileName(name)) ?? '').length).padStart(6)
    const kind = names.includes(fileName(name)) ? '-rw-r--r--' : 'drwxr-xr-x'
    io.out(options.has('l') ? `${kind} 1 user user ${size} ${name}\n` : `${name}\n`)
  }
  return code
})

/** What stands in a folder: files, and folders once. */
function entries(names: readonly string[], start: string): string[] {
  const inside = names.filter(name => name.startsWith(start)).map(name => name.slice(start.length))
  return [...new Set(inside.map(name => name.split('/')[0] ?? ''))]
}

export const cp = textProgram('cp', (args, io) => {
  const [from, to] = readOptions('cp', args, { flags: 'afinprRuv' }).rest
  copy('cp', from, to, io)
  return 0
})

export const mv = textProgram('mv', (args, io) => {
  const [from, to] = readOptions('mv', args, { flags: 'finuv' }).rest
  copy('mv', from, to, io)
  io.err(`(${from} is still there: files are removed in the editor of this page)\n`)
  return 0
})

function copy(name: string, from: string | undefined, to: string | undefined, io: CommandIo): void {
  if (from === undefined) throw new ToolError(`missing file operand\nTry '${name} --help' for more information.`)
  if (to === undefined)
    throw new ToolError(`missing destination file operand after '${from}'\nTry '${name} --help' for more information.`)
  const text = io.readFile(fileName(from))
  if (text === undefined) throw new ToolError(`cannot stat '${from}': No such file or directory`)
  const folder = to.endsWith('/') || isHere(to) || filesUnder(to, io).length > 0
  io.writeFile(
    folder ? `${isHere(to) ? '' : `${fileName(to).replace(/\/+$/, '')}/`}${from.split('/').at(-1)}` : fileName(to),
    text,
  )
}

export const touch = textProgram('touch', (args, io) => {
  for (const file of args.filter(word => !word.startsWith('-')))
    if (io.readFile(fileName(file)) === undefined) io.writeFile(fileName(file), '')
  return 0
})

/** Cuts a file, or fills it up, to `-s` bytes. */
export const truncate = textProgram('truncate', (args, io) => {
  const options = readOptions('truncate', args, { flags: 'c', valued: 's', long: { size: 's' } })
  const size = Number(options.value('s'))
  if (!Number.isInteger(size) || size < 0) throw new ToolError("you must specify either '--size' or '--reference'")
  for (const file of options.rest) {
    const text = io.readFile(fileName(file)) ?? ''
    io.writeFile(fileName(file), text.slice(0, size).padEnd(size, '\0'))
  }
  return 0
})

/** Folders are made with the first file in them. */
export const mkdir = immediateProgram((args, { io }) => {
  const name = args.find(word => !word.startsWith('-'))
  if (name === undefined) {
    io.err("mkdir: missing operand\nTry 'mkdir --help' for more information.\n")
    return 1
  }
  return 0
})

/** `cd` has nowhere to go: all files are in one place. */
export const cd = immediateProgram(([to], { io }) => {
  if (to === undefined || isHere(to) || to === '-' || filesUnder(to, io).length > 0) {
    if (to !== undefined && !isHere(to)) io.err(`(you stay in ${HOME}: write ${to.replace(/\/+$/, '')}/FILE)\n`)
    return 0
  }
  io.err(`bash: cd: ${to}: No such file or directory\n`)
  return 1
})

export const rm = immediateProgram((args, { io }) => {
  const names = args.filter(word => !word.startsWith('-'))
  const force = args.some(word => /^-\w*f/.test(word))
  let code = 0
  for (const name of names) {
    if (io.readFile(fileName(name)) !== undefined) {
      io.err(`(${name} stays: files are removed in the editor of this page, with the menu of their tab)\n`)
    } else if (!force) {
      io.err(`rm: cannot remove '${name}': No such file or directory\n`)
      code = 1
    }
  }
  return code
})
