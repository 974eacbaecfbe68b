import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { reasonText } from '../../i18n/core-text'
import type { ChangeRow } from './change-rows'
import type { ChangeFact, FactWords } from './change-summary'
import { who } from './who'

/** What the rows of a list say, in one language. Words are looked up once: a list may have tens of thousands of rows. */
export interface RowWords {
  /** What changed, or what the Kubernetes Event says; '' when there is nothing to say. */
  text(row: ChangeRow): string
  /** Why, as far as the component said. */
  because(row: ChangeRow): string | undefined
  /** Whether every word of `filter` stands somewhere in the row. */
  matches(row: ChangeRow, filter: string): boolean
}

/** The words in the page's language. */
export function useRowWords(): RowWords {
  const { t, i18n } = useTranslation('events')
  return useMemo(() => rowWords(t, i18n.language), [t, i18n.language])
}

export function rowWords(t: TFunction<'events'>, language: string): RowWords {
  const templates: Readonly<Record<FactWords, string>> = t('fact', { returnObjects: true, skipInterpolation: true })
  const found = new WeakMap<ChangeRow, string>()

  const factText = (fact: ChangeFact): string => {
    if ('said' in fact) return fact.said
    const { words, values = {} } = fact
    return templates[words].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
  }
  const text = ({ facts }: ChangeRow) => facts.map(factText).join(' · ')
  const because = ({ because }: ChangeRow) => (because === undefined ? undefined : reasonText(because, language))
  const searched = (row: ChangeRow): string => {
    const { by, verb, object } = row
    const words = [by, who(by, t), t(`verb.${verb}`), object.kind, object.key, text(row), because(row) ?? '']
    return words.join(' ').toLowerCase()
  }

  return {
    text,
    because,
    matches(row, filter) {
      let words = found.get(row)
      if (words === undefined) {
        words = searched(row)
        found.set(row, words)
      }
      const all = words
      return filter
        .toLowerCase()
        .split(/\s+/)
        .every(word => all.includes(word))
    },
  }
}
