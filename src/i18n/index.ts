import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { GalleryText } from '../scenario/gallery/gallery'
import { part } from '../state/parts'
import { type EnglishWords, en } from './en'
import { loaderOf } from './languages'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: EnglishWords
    returnNull: false
  }
}

/** Words of one language: panel → key → text. */
export type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Call once before rendering. */
export function startTranslations(language: string): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'shell',
    ns: Object.keys(en),
    resources: { en },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
  // What cannot be loaded is told by the page, which asks for it again.
  void changeLanguage(language).catch(() => {})
}

/** Loads the language's words where needed, then changes every text on the page. Rejects when they cannot be loaded. */
export async function changeLanguage(language: string): Promise<void> {
  const load = loaderOf(language)
  if (load !== undefined && !i18next.hasResourceBundle(language, 'shell')) {
    const { words } = await load()
    for (const [panel, texts] of Object.entries(words)) i18next.addResourceBundle(language, panel, texts, true, true)
  }
  if (i18next.language !== language) await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** What a gallery entry says in a language that has been loaded; undefined for English, whose texts are beside the scenario. */
export function scenarioText(id: string | undefined, language: string): GalleryText | undefined {
  return id === undefined ? undefined : (i18next.getResource(language, 'scenarios', id) as GalleryText | undefined)
}

/** The English words of what comes after the page can be used. Whatever needs them waits for them. */
export const laterWords = part(async () => {
  const { later } = await import('./en/later')
  for (const [panel, texts] of Object.entries(later)) i18next.addResourceBundle('en', panel, texts, true, true)
}, 'soon')
