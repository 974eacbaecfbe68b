import i18next from 'i18next'
import type { ReasonTexts } from './translation'

interface Pattern {
  readonly matches: RegExp
  readonly text: string
}

const patterns = new Map<string, readonly Pattern[]>()

/** A reason that the engine gave, in a language that has been loaded. What that does not know is left in English. */
export function reasonText(reason: string, language: string): string {
  for (const { matches, text } of patternsOf(language)) {
    const values = matches.exec(reason)?.groups
    if (values !== undefined) return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  }
  return reason
}

function patternsOf(language: string): readonly Pattern[] {
  const known = patterns.get(language)
  if (known !== undefined) return known
  const texts = i18next.getResourceBundle(language, 'reasons') as ReasonTexts | undefined
  if (texts === undefined) return []
  const made = Object.entries(texts).map(([english, text]) => ({ matches: patternOf(english), text }))
  patterns.set(language, made)
  return made
}

/** `{{node}} is full` as an expression; always with groups, also when nothing is to be filled in. */
function patternOf(english: string): RegExp {
  const escaped = english.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^(?<all>${escaped.replaceAll(/\{\{(\w+)\}\}/g, '(?<$1>.+?)')})$`)
}
