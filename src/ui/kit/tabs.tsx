import { Tabs as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import './tabs.css'

/** Radix tabs in the page's dress: `<Tabs value onValueChange><TabBar><Tab value>…</Tab></TabBar><TabPanel value>…`. */
export function Tabs({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={classNames('tabs', className)} {...rest} />
}

/** The bar of a panel: tabs at the left, whatever else (`end`) at the right. `label` names the list of tabs. */
export function TabBar(props: {
  readonly label: string
  readonly children: ReactNode
  readonly start?: ReactNode
  readonly end?: ReactNode
}) {
  return (
    <div className="panel-bar">
      {props.start}
      <Radix.List className="tabs__list" aria-label={props.label}>
        {props.children}
      </Radix.List>
      {props.end !== undefined && <div className="panel-bar__end">{props.end}</div>}
    </div>
  )
}

export function Tab({ className, ...rest }: ComponentProps<typeof Radix.Trigger>) {
  return <Radix.Trigger className={classNames('tab', className)} {...rest} />
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={classNames('tabs__panel', className)} {...rest} />
}
