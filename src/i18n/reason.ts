import i18next from 'i18next'
import type { ReasonTexts } from './translation'

interface Pattern {
  /** The longest piece without a name to fill in: a reason that lacks it is another one. */
  readonly contains: string
  readonly matches: RegExp
  readonly text: string
}

const patterns = new Map<string, readonly Pattern[]>()

/** A reason that the engine gave, in a language that has been loaded. What that does not know is left in English. */
export function reasonText(reason: string, language: string): string {
  for (const { contains, matches, text } of patternsOf(language)) {
    if (!reason.includes(contains)) continue
    const values = matches.exec(reason)?.groups
    if (values !== undefined) return text.replaceAll(PLACE, (_, name: string) => values[name] ?? '')
  }
  return reason
}

function patternsOf(language: string): readonly Pattern[] {
  const known = patterns.get(language)
  if (known !== undefined) return known
  const texts = i18next.getResourceBundle(language, 'reasons') as ReasonTexts | undefined
  if (texts === undefined) return []
  const made = Object.entries(texts).map(([english, text]) => ({ ...patternOf(english), text }))
  patterns.set(language, made)
  return made
}

const PLACE = /\{\{(\w+)\}\}/g

/** `{{node}} is full` as an expression; always with groups, also when nothing is to be filled in. */
function patternOf(english: string): Pick<Pattern, 'contains' | 'matches'> {
  const pieces = english.split(/\{\{\w+\}\}/)
  const contains = pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest))
  const escaped = english.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return { contains, matches: new RegExp(`^(?<all>${escaped.replaceAll(PLACE, '(?<$1>.+?)')})$`) }
}
