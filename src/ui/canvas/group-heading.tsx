import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSelection } from '../../state/selection'
import { shortKey, UNSET } from '../objects/node-groups'
import './group-heading.css'

export interface GroupHeadingProps {
  readonly data: { readonly name: string; readonly count: number }
}

/** The name of a group of nodes over a rule. */
export const GroupHeading = memo(function GroupHeading({ data: { name, count } }: GroupHeadingProps) {
  const { t } = useTranslation('canvas')
  const key = useSelection(state => shortKey(state.groupBy))
  return (
    <div className="group-heading">
      <span>{name === UNSET ? t('groupUnset', { key }) : name}</span>
      <span className="group-heading__count">{count}</span>
    </div>
  )
})
