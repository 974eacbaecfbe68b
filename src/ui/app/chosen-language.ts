import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../../i18n'
import { LANGUAGES, type Language } from '../../i18n/languages'
import { dismiss, tell } from '../../state/notices'

/** Shows the page in the chosen language, or says that its words cannot be had. */
export function useChosenLanguage(language: Language): void {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    const change = () => changeLanguage(language).then(() => dismiss('language'), missing)
    const missing = () =>
      tell({
        topic: 'language',
        level: 'warning',
        title: t('languageMissing', { language: LANGUAGES[language].name }),
        detail: i18n.t('kit:notLoadedText'),
        action: { label: i18n.t('kit:tryAgain'), run: () => void change() },
      })
    void change()
  }, [language, t, i18n])
}
