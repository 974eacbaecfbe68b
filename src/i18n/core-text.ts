import i18next from 'i18next'

interface Pattern {
  /** The longest piece without a name to fill in: a sentence that lacks it is another one. */
  readonly contains: string
  readonly matches: RegExp
  readonly text: string
}

/** Sentences that the core writes in English: their panel among the words of a language. */
type Sentences = 'reasons' | 'problems'

const patterns = new Map<string, readonly Pattern[]>()

/** A reason that the engine gave, in a language that has been loaded. What that does not know is left in English. */
export const reasonText = (reason: string, language: string): string => coreText('reasons', reason, language)

/** Likewise why something cannot be done. */
export const problemText = (problem: string, language: string): string => coreText('problems', problem, language)

function coreText(sentences: Sentences, said: string, language: string): string {
  for (const { contains, matches, text } of patternsOf(sentences, language)) {
    if (!said.includes(contains)) continue
    const values = matches.exec(said)?.groups
    if (values !== undefined) return text.replaceAll(PLACE, (_, name: string) => values[name] ?? '')
  }
  return said
}

function patternsOf(sentences: Sentences, language: string): readonly Pattern[] {
  const name = `${language} ${sentences}`
  const known = patterns.get(name)
  if (known !== undefined) return known
  const texts = i18next.getResourceBundle(language, sentences) as Readonly<Record<string, string>> | undefined
  if (texts === undefined) return []
  const made = Object.entries(texts).map(([english, text]) => ({ ...patternOf(english), text }))
  patterns.set(name, made)
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
