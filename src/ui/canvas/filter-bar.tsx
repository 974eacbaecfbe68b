import { Search, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { nodesOf, useCluster } from '../../state/cluster'
import { setGroupBy, useSelection } from '../../state/selection'
import { IconButton, Select } from '../kit'
import { groupKeys, shortKey } from '../objects/node-groups'
import { setFilter, useFilter, useMatchCount } from './filter'

export const FILTER_ID = 'canvas-filter'

/** Filter by typing: what does not match greys out. */
export function FilterBox() {
  const { t } = useTranslation('canvas')
  const text = useFilter(state => state.text)
  return (
    <div className="filter">
      <Search aria-hidden="true" />
      <input
        id={FILTER_ID}
        type="text"
        value={text}
        placeholder={t('filterPlaceholder')}
        aria-label={t('filter')}
        spellCheck={false}
        autoComplete="off"
        onChange={event => setFilter(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setFilter('')
        }}
      />
      {text !== '' && <MatchCount />}
      {text !== '' && (
        <IconButton size="s" label={t('clearFilter')} onClick={() => setFilter('')}>
          <X />
        </IconButton>
      )}
    </div>
  )
}

function MatchCount() {
  const { t } = useTranslation('canvas')
  const total = useCluster(state => nodesOf(state).size)
  const count = useMatchCount()
  return <span className="filter__count">{t('filterCount', { count, total })}</span>
}

/** Group by a label of the nodes. */
export function GroupBy() {
  const { t } = useTranslation('canvas')
  const groupBy = useSelection(state => state.groupBy)
  const keys = useCluster(state => groupKeys(nodesOf(state)).join('\n'))
  const options = keys === '' ? [] : keys.split('\n')
  if (groupBy !== '' && !options.includes(groupBy)) options.push(groupBy)
  return (
    <Select
      label={t('groupBy')}
      variant="quiet"
      align="end"
      value={groupBy}
      options={[
        { value: '', label: t('groupNone') },
        ...options.map(key => ({ value: key, label: shortKey(key), detail: key === shortKey(key) ? undefined : key })),
      ]}
      prefix={<span className="group-by__prefix">{t('groupPrefix')}</span>}
      onChange={setGroupBy}
    />
  )
}
