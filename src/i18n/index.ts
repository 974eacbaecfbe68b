import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: typeof en
    returnNull: false
  }
}

/** Words of one language: panel → key → text. A missing text falls back to English. */
export type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** English comes with the page, the others when they are chosen. */
const LAZY: Readonly<Record<string, () => Promise<{ readonly words: Words }>>> = {
  id: () => import('./id'),
  vi: () => import('./vi'),
  pl: () => import('./pl'),
}

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
  void changeLanguage(language)
}

/** Loads the language's words where needed, then changes every text on the page. */
export async function changeLanguage(language: string): Promise<void> {
  const load = LAZY[language]
  if (load !== undefined && !i18next.hasResourceBundle(language, 'shell')) {
    const { words } = await load()
    for (const [panel, texts] of Object.entries(words)) i18next.addResourceBundle(language, panel, texts, true, true)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
