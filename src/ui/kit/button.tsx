import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Tooltip } from './tooltip'
import './button.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` once a panel at most; `quiet` in bars; `danger` for what cannot be taken back. */
  readonly variant?: 'plain' | 'primary' | 'quiet' | 'danger' | 'dashed'
  readonly size?: 'm' | 's'
  readonly icon?: ReactNode
  /** The command line that the button stands for: shown on hover. */
  readonly command?: string
  readonly shortcut?: string
}

/** A button with words. With `command` or `shortcut`, hovering tells what could be typed or pressed instead. */
export function Button({
  variant = 'plain',
  size = 'm',
  icon,
  command,
  shortcut,
  className,
  children,
  ...rest
}: ButtonProps) {
  const button = (
    <button
      type="button"
      className={classNames('button', `button--${variant}`, size === 's' && 'button--small', className)}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
  if (command === undefined && shortcut === undefined) return button
  return (
    <Tooltip command={command} shortcut={shortcut}>
      {button}
    </Tooltip>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The name, for the tooltip and for those who do not see the icon. */
  readonly label: string
  readonly variant?: 'plain' | 'primary' | 'quiet'
  readonly size?: 'm' | 's'
  readonly command?: string
  readonly shortcut?: string
}

/** A button with an icon only; its name is shown on hover and focus. */
export function IconButton({
  label,
  variant = 'quiet',
  size = 'm',
  command,
  shortcut,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} command={command} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          'button',
          'button--icon',
          `button--${variant}`,
          size === 's' && 'button--small',
          className,
        )}
        {...rest}
      />
    </Tooltip>
  )
}
