import { Search, X } from 'lucide-react'
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCluster } from '../../state/cluster'
import { EmptyState, IconButton } from '../kit'
import { type ChangeRow, changeRows } from './change-rows'
import { EventRow } from './event-row'
import { type RowWords, useRowWords } from './row-words'
import { ROW_HEIGHT, useVisibleRange } from './visible-range'
import './events.css'

/** Everything that happened, newest first, with a filter. Only the rows in sight are drawn. */
export function EventList() {
  const { t } = useTranslation('events')
  const [filter, setFilter] = useState('')
  const words = useRowWords()
  const rows = useRows(useDeferredValue(filter), words)
  return (
    <div className="events">
      <div className="events__filter">
        <Search aria-hidden="true" />
        <input
          type="search"
          className="events__input"
          value={filter}
          onChange={event => setFilter(event.target.value)}
          placeholder={t('filterPlaceholder')}
          aria-label={t('filter')}
          spellCheck={false}
        />
        {filter !== '' && (
          <IconButton size="s" label={t('clearFilter')} onClick={() => setFilter('')}>
            <X />
          </IconButton>
        )}
        <span className="events__count" role="status">
          {t('count', { count: rows.length })}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={filter === '' ? t('emptyTitle') : t('emptyFilter')}>
          {filter === '' && t('emptyText')}
        </EmptyState>
      ) : (
        <Rows rows={rows} words={words} />
      )}
    </div>
  )
}

function useRows(filter: string, words: RowWords): readonly ChangeRow[] {
  const history = useCluster(state => state.history)
  // The history grows in place: its length is what tells that there is news.
  useCluster(state => state.historyLength)
  const all = changeRows(history)
  const needle = filter.trim()
  return needle === '' ? all : all.filter(row => words.matches(row, needle))
}

function Rows({ rows, words }: { readonly rows: readonly ChangeRow[]; readonly words: RowWords }) {
  const { t } = useTranslation('events')
  const viewport = useRef<HTMLDivElement>(null)
  const { first, last } = useVisibleRange(viewport, rows.length)
  useSteadyScroll(viewport, rows.length)
  const shown: ChangeRow[] = []
  for (let place = first; place < last; place++) {
    const row = rows[rows.length - 1 - place]
    if (row !== undefined) shown.push(row)
  }
  return (
    // A list that scrolls can be scrolled with the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="events__viewport" ref={viewport} tabIndex={0} aria-label={t('list')}>
      <ul style={{ height: rows.length * ROW_HEIGHT, paddingTop: first * ROW_HEIGHT }}>
        {shown.map((row, index) => (
          <EventRow key={row.id} row={row} words={words} place={first + index + 1} total={rows.length} />
        ))}
      </ul>
    </section>
  )
}

/** What a person is reading stays where it is when new rows arrive above. */
function useSteadyScroll(viewport: { readonly current: HTMLElement | null }, count: number): void {
  const before = useRef(count)
  useLayoutEffect(() => {
    const element = viewport.current
    const added = count - before.current
    before.current = count
    if (element && added > 0 && element.scrollTop > ROW_HEIGHT) element.scrollTop += added * ROW_HEIGHT
  }, [viewport, count])
}
