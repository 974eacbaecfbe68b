import { part } from '../state/parts'
import type { Words } from './index'

interface LanguageEntry {
  /** In its own words. */
  readonly name: string
  /** English comes with the page, the others when they are chosen, or ahead of need. */
  readonly load?: () => Promise<{ readonly words: Words }>
}

/** Every language of the page, in the order of the menu. */
export const LANGUAGES = {
  en: { name: 'English' },
  id: { name: 'Bahasa Indonesia', load: part(() => import('./id')) },
  vi: { name: 'Tiếng Việt', load: part(() => import('./vi')) },
  pl: { name: 'Polski', load: part(() => import('./pl')) },
} satisfies Record<string, LanguageEntry>

export type Language = keyof typeof LANGUAGES

/** The languages as choices of a menu. */
export const LANGUAGE_CHOICES = Object.entries(LANGUAGES).map(([code, { name }]) => ({
  value: code as Language,
  label: name,
}))

/** What loads the language's words; undefined for English, and for a code that is none of ours. */
export function loaderOf(code: string): LanguageEntry['load'] {
  const languages: Readonly<Record<string, LanguageEntry>> = LANGUAGES
  return Object.hasOwn(languages, code) ? languages[code]?.load : undefined
}
