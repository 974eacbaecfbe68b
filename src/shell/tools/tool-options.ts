import { ToolError } from '../tool-error'

/** Which options a text tool has, as getopt knows them. */
export interface OptionSpec {
  /** Letters without a value. */
  readonly flags: string
  /** Letters with a value: `-n 5`, `-n5`. */
  readonly valued?: string
  /** Long names and the letter they stand for. */
  readonly long?: Readonly<Record<string, string>>
  /** The letter that `-5` stands for. */
  readonly count?: string
  /** Options end where the first word stands that is none (xargs, watch). */
  readonly stopsAtWord?: boolean
}

export class ToolOptions {
  readonly rest: string[] = []
  private readonly given = new Map<string, string[]>()

  has(letter: string): boolean {
    return this.given.has(letter)
  }

  /** The last value given. */
  value(letter: string): string | undefined {
    return this.given.get(letter)?.at(-1)
  }

  all(letter: string): readonly string[] {
    return this.given.get(letter) ?? []
  }

  add(letter: string, value: string): void {
    this.given.set(letter, [...(this.given.get(letter) ?? []), value])
  }
}

/** Reads the words of a tool as GNU's getopt does: options may come after other words, `--` ends them. Throws ToolError. */
export function readOptions(name: string, args: readonly string[], spec: OptionSpec): ToolOptions {
  const options = new ToolOptions()
  const fail = (text: string) => new ToolError(`${text}\nTry '${name} --help' for more information.`)
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? ''
    if (word === '--') {
      options.rest.push(...args.slice(i + 1))
      break
    }
    if (word.startsWith('--')) {
      const [long = '', value] = split(word.slice(2))
      const letter = longOption(spec.long ?? {}, long)
      if (letter === undefined) throw fail(`unrecognized option '${word}'`)
      if (!spec.valued?.includes(letter)) options.add(letter, value ?? '')
      else if (value !== undefined) options.add(letter, value)
      else if (i + 1 < args.length) options.add(letter, args[++i] ?? '')
      else throw fail(`option '--${long}' requires an argument`)
    } else if (spec.count !== undefined && /^-\d+$/.test(word)) {
      options.add(spec.count, word.slice(1))
    } else if (word.startsWith('-') && word !== '-') {
      for (let j = 1; j < word.length; j++) {
        const letter = word.charAt(j)
        if (spec.valued?.includes(letter)) {
          const value = word.slice(j + 1) || args[++i]
          if (value === undefined) throw fail(`option requires an argument -- '${letter}'`)
          options.add(letter, value)
          break
        }
        if (!spec.flags.includes(letter)) throw fail(`invalid option -- '${letter}'`)
        options.add(letter, '')
      }
    } else if (spec.stopsAtWord === true) {
      options.rest.push(...args.slice(i))
      break
    } else options.rest.push(word)
  }
  return options
}

function split(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

/** A long name may be cut short as long as it is clear. */
function longOption(long: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(long, name)) return long[name]
  const letters = new Set(Object.keys(long).flatMap(each => (each.startsWith(name) ? [long[each]] : [])))
  return letters.size === 1 ? [...letters][0] : undefined
}
