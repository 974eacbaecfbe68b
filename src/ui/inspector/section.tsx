import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

/** A part of the inspector with its heading. */
export function Section({
  title,
  end,
  children,
}: {
  readonly title: ReactNode
  readonly end?: ReactNode
  readonly children: ReactNode
}) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section__head">
        <h3 id={id}>{title}</h3>
        {end}
      </div>
      {children}
    </section>
  )
}

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

/** Words and their values, aligned. Empty values are left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation('inspector')
  const shown = facts.filter(({ value }) => value !== undefined && value !== '' && value !== null)
  if (shown.length === 0) return <p className="section__none">{t('none')}</p>
  return (
    <dl className="facts">
      {shown.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
