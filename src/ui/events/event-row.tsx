import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ObjectRef, select } from '../../state/selection'
import { classNames } from '../kit'
import type { ChangeRow } from './change-rows'
import { clockText } from './clock-text'
import type { RowWords } from './row-words'
import { isPerson, who } from './who'

interface EventRowProps {
  readonly row: ChangeRow
  readonly words: RowWords
  readonly place: number
  readonly total: number
  /** What the list is about: rows on it need not name it again. */
  readonly about?: ObjectRef
}

/** Who did what to which object; below it what changed and why. A click selects the object. */
export const EventRow = memo(function EventRow({ row, words, place, total, about }: EventRowProps) {
  const { t } = useTranslation('events')
  const { kind, key } = row.object
  const text = words.text(row)
  const because = words.because(row)
  const named = about === undefined || about.kind !== kind || about.key !== key
  return (
    <li className="event" aria-setsize={total} aria-posinset={place}>
      <button
        type="button"
        className={classNames(
          'event__button',
          row.verb === 'says' && 'event__button--says',
          row.warning && 'event__button--warning',
        )}
        onClick={() => select(row.object)}
      >
        <time className="event__time">{clockText(row.time)}</time>
        <span className="event__line">
          <span className={isPerson(row.by) ? 'event__who event__who--person' : 'event__who'}>{who(row.by, t)}</span>{' '}
          {named ? t(`verb.${row.verb}`) : t(`verbAlone.${row.verb}`)}{' '}
          {named && <span className="event__object">{`${kind} ${key.split('/').at(-1) ?? key}`}</span>}
        </span>
        <span className="event__detail">
          {text}
          {because !== undefined && (
            <span className="event__because">
              {text !== '' && ' — '}
              {because}
            </span>
          )}
        </span>
      </button>
    </li>
  )
})
