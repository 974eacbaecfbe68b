import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Menu } from './menu'
import './button.css'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly text?: string
  readonly detail?: ReactNode
  readonly disabled?: boolean
}

export interface SelectProps<Value extends string> {
  /** Says what is chosen, for those who do not see where it stands. */
  readonly label: string
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly variant?: 'plain' | 'quiet'
  readonly prefix?: ReactNode
  readonly className?: string
  readonly align?: 'start' | 'end'
}

/** One choice of several, as a button with a menu. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onChange, variant = 'plain', prefix, className, align } = props
  const chosen = options.find(option => option.value === value)
  return (
    <Menu
      align={align}
      entries={options.map(option => ({
        label: option.label,
        text: option.text,
        detail: option.detail,
        disabled: option.disabled,
        chosen: option.value === value,
        onSelect: () => onChange(option.value),
      }))}
    >
      <button
        type="button"
        aria-label={`${label}: ${chosen?.text ?? (typeof chosen?.label === 'string' ? chosen.label : value)}`}
        className={classNames('button', `button--${variant}`, className)}
      >
        {prefix}
        {chosen?.label ?? value}
        <ChevronDown aria-hidden="true" />
      </button>
    </Menu>
  )
}
