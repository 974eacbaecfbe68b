import type { ComponentType } from 'react'
import { laterWords } from '../../i18n'
import { later } from '../kit'

/** As `later`, for what speaks with words that come later too. */
export const laterWithWords = <Props extends object>(load: () => Promise<ComponentType<Props>>, when?: 'soon') =>
  later(async () => {
    const [component] = await Promise.all([load(), laterWords()])
    return component
  }, when)
