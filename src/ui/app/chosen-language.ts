import i18next from 'i18next'
import { useEffect } from 'react'
import { changeLanguage } from '../../i18n'
import { LANGUAGES, type Language } from '../../i18n/languages'
import { dismiss, tell } from '../../state/notices'

/** Shows the page in the chosen language, or says that its words cannot be had. */
export function useChosenLanguage(language: Language): void {
  useEffect(() => {
    const change = () => changeLanguage(language).then(() => dismiss('language'), missing)
    const missing = () =>
      tell({
        topic: 'language',
        level: 'warning',
        title: i18next.t('languageMissing', { language: LANGUAGES[language].name }),
        detail: i18next.t('kit:notLoadedText'),
        action: { label: i18next.t('kit:tryAgain'), run: () => void change() },
      })
    void change()
    // Not with useTranslation: its `t` is another one after each change, and the change would begin again.
  }, [language])
}
