import { type ComponentProps, createContext, type KeyboardEvent, type ReactNode, useContext, useId } from 'react'
import { classNames } from './class-names'
import './tabs.css'

interface TabsState {
  readonly id: string
  readonly value: string
  readonly choose: (value: string) => void
}

const Context = createContext<TabsState>({ id: '', value: '', choose: () => {} })

export interface TabsProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly children: ReactNode
}

/** Tabs as the ARIA practices have them: `<Tabs value onValueChange><TabBar><Tab value>…</Tab></TabBar><TabPanel value>…`. */
export function Tabs({ value, onValueChange, children }: TabsProps) {
  const id = useId()
  return (
    <Context value={{ id, value, choose: onValueChange }}>
      <div className="tabs">{children}</div>
    </Context>
  )
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
      <div className="tabs__list" role="tablist" aria-label={props.label} onKeyDown={moveFocus}>
        {props.children}
      </div>
      {props.end !== undefined && <div className="panel-bar__end">{props.end}</div>}
    </div>
  )
}

const STEPS: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowRight: (from, count) => (from + 1) % count,
  ArrowLeft: (from, count) => (from + count - 1) % count,
  Home: () => 0,
  End: (_from, count) => count - 1,
}

/** The focus chooses: a tab that is reached with the arrows is the open one. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
  const from = tabs.indexOf(event.target as HTMLElement)
  const step = STEPS[event.key]
  if (from < 0 || step === undefined) return
  event.preventDefault()
  tabs[step(from, tabs.length)]?.focus()
}

interface TabProps extends ComponentProps<'button'> {
  readonly value: string
}

export function Tab({ value, className, ...rest }: TabProps) {
  const tabs = useContext(Context)
  const active = tabs.value === value
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}tab-${value}`}
      aria-selected={active}
      aria-controls={`${tabs.id}panel-${value}`}
      data-state={active ? 'active' : 'inactive'}
      tabIndex={active ? 0 : -1}
      className={classNames('tab', className)}
      onClick={() => tabs.choose(value)}
      onFocus={() => {
        if (!active) tabs.choose(value)
      }}
      {...rest}
    />
  )
}

interface TabPanelProps extends ComponentProps<'div'> {
  readonly value: string
  /** Stays alive behind the other tabs. */
  readonly forceMount?: boolean
}

export function TabPanel({ value, forceMount = false, className, children, ...rest }: TabPanelProps) {
  const tabs = useContext(Context)
  const active = tabs.value === value
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}panel-${value}`}
      aria-labelledby={`${tabs.id}tab-${value}`}
      data-state={active ? 'active' : 'inactive'}
      hidden={!active}
      className={classNames('tabs__panel', className)}
      {...rest}
    >
      {(active || forceMount) && children}
    </div>
  )
}
