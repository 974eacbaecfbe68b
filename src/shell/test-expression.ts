import type { CommandIo } from '../base/command'
import { matchesPattern } from './file-patterns'
import { textProgram } from './program'
import { fileName } from './text-filter'
import { ToolError } from './tool-error'

/** `test -n "$x"`, `[ "$a" = b ]`, `[[ $a == b* ]]`. */
const testProgram = (name: string, end?: string) =>
  textProgram(
    name,
    (args, io) => {
      const words = [...args]
      if (end !== undefined && words.pop() !== end) throw new ToolError(`missing '${end}'`)
      return truth(words, name === '[[', io) ? 0 : 1
    },
    2,
  )

export const test = testProgram('test')
export const bracket = testProgram('[', ']')
export const doubleBracket = testProgram('[[', ']]')

function truth(words: readonly string[], patterns: boolean, io: CommandIo): boolean {
  const or = words.indexOf('-o')
  if (or > 0) return truth(words.slice(0, or), patterns, io) || truth(words.slice(or + 1), patterns, io)
  const and = words.indexOf('-a')
  if (and > 0) return truth(words.slice(0, and), patterns, io) && truth(words.slice(and + 1), patterns, io)
  const [first = '', operator, third = ''] = words
  if (words.length === 0) return false
  if (first === '!' && words.length > 1) return !truth(words.slice(1), patterns, io)
  if (words.length === 1) return first !== ''
  if (words.length === 2) return unary(first, operator ?? '', io)
  if (words.length > 3) throw new ToolError('too many arguments')
  return binary(first, operator ?? '', third, patterns)
}

function unary(operator: string, word: string, io: CommandIo): boolean {
  switch (operator) {
    case '-n':
      return word !== ''
    case '-z':
      return word === ''
    case '-e':
    case '-f':
    case '-r':
    case '-w':
      return io.readFile(fileName(word)) !== undefined
    case '-s':
      return (io.readFile(fileName(word)) ?? '') !== ''
    case '-d':
      return io.fileNames().some(name => name.startsWith(`${fileName(word)}/`))
    default:
      throw new ToolError(`${operator}: unary operator expected`)
  }
}

function binary(left: string, operator: string, right: string, patterns: boolean): boolean {
  switch (operator) {
    case '=':
    case '==':
      return patterns ? matchesPattern(right, left, true) : left === right
    case '!=':
      return patterns ? !matchesPattern(right, left, true) : left !== right
  }
  if (!/^-(?:eq|ne|lt|le|gt|ge)$/.test(operator)) throw new ToolError(`${operator}: binary operator expected`)
  for (const word of [left, right])
    if (!/^\s*[-+]?\d+\s*$/.test(word)) throw new ToolError(`${word}: integer expression expected`)
  const difference = Number(left) - Number(right)
  return (
    {
      '-eq': difference === 0,
      '-ne': difference !== 0,
      '-lt': difference < 0,
      '-le': difference <= 0,
      '-gt': difference > 0,
      '-ge': difference >= 0,
    }[operator] === true
  )
}
