import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../i18n/languages'
import { safeStorage } from './storage'

export interface SettingsState {
  readonly theme: 'system' | 'light' | 'dark'
  readonly language: Language
  /** Sizes of the resizable panels by group, in percent. */
  readonly layout: Readonly<Record<string, readonly number[]>>
  /** The terminal is as wide as the page, not beside the time. */
  readonly terminalAcross: boolean
  readonly terminalFontSize: number
  /** Lets a screen reader read the terminal; costs speed. */
  readonly terminalScreenReader: boolean
}

/** What a person set up: kept between visits, on this machine only. */
export const useSettings = create<SettingsState>()(
  persist(
    (): SettingsState => ({
      theme: 'system',
      language: 'en',
      layout: {},
      terminalAcross: false,
      terminalFontSize: 12,
      terminalScreenReader: false,
    }),
    {
      name: 'daemonset-playground/settings',
      version: 1,
      storage: safeStorage<SettingsState>(),
    },
  ),
)
