import { normaliseText } from './normalise'

/** A command as it was recorded. */
export interface RecordedCommand {
  readonly run: string
  readonly exit: number
  readonly out: readonly string[]
  readonly err: readonly string[]
  /** Two runs saw different states in between: only the last line is exact. */
  readonly loose?: boolean
  /** The lines, or the list in brackets, have no fixed order. */
  readonly unordered?: boolean
}

export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

export type LineRule = 'exact' | 'loose' | 'unordered'

/** The difference between what was printed and the recording, both normalised; undefined when there is none. */
export function compareCommand(recorded: RecordedCommand, printed: Printed): string | undefined {
  const rule = recorded.loose === true ? 'loose' : recorded.unordered === true ? 'unordered' : 'exact'
  const differences: string[] = []
  if (recorded.exit !== printed.code) differences.push(`exit: recorded ${recorded.exit}, ours ${printed.code}`)
  const out = compareLines(linesOf(recorded.out.join('\n'), recorded.run), linesOf(printed.out, recorded.run), rule)
  if (out !== undefined) differences.push(`stdout:\n${out}`)
  const err = compareLines(linesOf(recorded.err.join('\n')), linesOf(printed.err), rule)
  if (err !== undefined) differences.push(`stderr:\n${err}`)
  return differences.length === 0 ? undefined : `$ ${recorded.run}\n${differences.join('\n')}`
}

/** Normalised lines, without empty ones at the end. */
function linesOf(text: string, command = ''): string[] {
  const trimmed = normaliseText(text.replace(/\n+$/, ''), command).replace(/\n+$/, '')
  return trimmed === '' ? [] : trimmed.split('\n')
}

/** Undefined when the lines agree under the rule, otherwise both lists. */
function compareLines(recorded: readonly string[], ours: readonly string[], rule: LineRule): string | undefined {
  if (agree(recorded, ours, rule)) return undefined
  const show = (lines: readonly string[]) =>
    (lines.length === 0 ? ['  (nothing)'] : lines.map(line => `  ${line}`)).join('\n')
  return `recorded:\n${show(recorded)}\nours:\n${show(ours)}`
}

function agree(recorded: readonly string[], ours: readonly string[], rule: LineRule): boolean {
  if (rule === 'unordered') return bagOf(recorded) === bagOf(ours)
  if (rule === 'exact') return recorded.join('\n') === ours.join('\n')
  if (recorded.at(-1) !== ours.at(-1)) return false
  const shapes = new Set(recorded.map(shapeOf))
  return ours.every(line => shapes.has(shapeOf(line)))
}

function bagOf(lines: readonly string[]): string {
  return lines
    .join(' ')
    .split(/[\s,[\]]+/)
    .sort()
    .join(' ')
}

const shapeOf = (line: string) => line.replace(/\d+/g, '#')
