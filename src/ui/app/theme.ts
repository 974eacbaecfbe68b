import { useEffect } from 'react'
import { useSettings } from '../../state/settings'
import { useMedia } from './use-media'

/** The theme in force: the person's choice, or the system's. */
export function useTheme(): 'light' | 'dark' {
  const choice = useSettings(state => state.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  if (choice === 'system') return systemIsDark ? 'dark' : 'light'
  return choice
}

/** Keeps the page in the theme in force. */
export function useAppliedTheme(): void {
  const theme = useTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
