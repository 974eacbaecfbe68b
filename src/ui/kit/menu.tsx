import { Check } from 'lucide-react'
import { DropdownMenu as RadixDropdown } from 'radix-ui'
import { type ReactElement, type ReactNode, useState } from 'react'
import { classNames } from './class-names'
import { CommandLine } from './command-line'
import { overlayRoot } from './overlay-root'
import { Shortcut } from './shortcut'
import './menu.css'

export interface MenuItem {
  readonly label: ReactNode
  /** What typing finds; needed when `label` is not plain text. */
  readonly text?: string
  readonly icon?: ReactNode
  /** The command line that the item stands for. */
  readonly command?: string
  readonly detail?: ReactNode
  readonly shortcut?: string
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Present on choices: whether this is the one. */
  readonly checked?: boolean
  readonly onSelect: () => void
}

/** An entry of a menu: an item, a rule between groups, or the heading of a group. */
export type MenuEntry = MenuItem | 'separator' | { readonly heading: ReactNode }

export interface MenuProps {
  readonly entries: readonly MenuEntry[] | (() => readonly MenuEntry[])
  /** The element that opens it; takes a ref and props. */
  readonly children: ReactElement
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly onOpenChange?: (open: boolean) => void
  readonly open?: boolean
}

/** A menu below a button. */
export function Menu({ entries, children, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    <RadixDropdown.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <RadixDropdown.Trigger asChild>{children}</RadixDropdown.Trigger>
      <RadixDropdown.Portal container={overlayRoot()}>
        <RadixDropdown.Content className="menu" align={align} side={side} sideOffset={5} collisionPadding={8} loop>
          <Entries entries={entries} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  )
}

export interface MenuAtProps {
  /** Where on the screen, in pixels. */
  readonly x: number
  readonly y: number
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly onClose: () => void
}

/** A menu at a point of the screen: right click, long press, or the menu key. Mounted while it is open. */
export function MenuAt({ x, y, label, entries, onClose }: MenuAtProps) {
  // What had the focus before gets it back: the point itself cannot.
  const [before] = useState(() => document.activeElement)
  return (
    <RadixDropdown.Root
      open
      modal={false}
      onOpenChange={open => {
        if (!open) onClose()
      }}
    >
      <RadixDropdown.Trigger asChild>
        <span className="menu__point" style={{ left: x, top: y }} aria-hidden="true" />
      </RadixDropdown.Trigger>
      <RadixDropdown.Portal container={overlayRoot()}>
        <RadixDropdown.Content
          className="menu"
          aria-label={label}
          align="start"
          collisionPadding={8}
          loop
          onCloseAutoFocus={event => {
            event.preventDefault()
            if (before instanceof HTMLElement) before.focus()
          }}
        >
          <Entries entries={entries} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  )
}

function Entries({ entries }: { readonly entries: MenuProps['entries'] }) {
  const list = typeof entries === 'function' ? entries() : entries
  return list.map((entry, index) => {
    // Entries of one opening never move, so their place names them.
    const key = String(index)
    if (entry === 'separator') return <RadixDropdown.Separator key={key} className="menu__separator" />
    if ('heading' in entry) {
      return (
        <RadixDropdown.Label key={key} className="menu__heading">
          {entry.heading}
        </RadixDropdown.Label>
      )
    }
    return <Item key={key} item={entry} />
  })
}

function Item({ item }: { readonly item: MenuItem }) {
  const shared = {
    className: classNames('menu__item', item.danger === true && 'menu__item--danger'),
    disabled: item.disabled,
    textValue: item.text ?? (typeof item.label === 'string' ? item.label : undefined),
    onSelect: item.onSelect,
  }
  const body = (
    <>
      <span className="menu__icon">{item.checked === true ? <Check /> : item.icon}</span>
      <span className="menu__text">
        <span className="menu__label">{item.label}</span>
        {item.detail !== undefined && <span className="menu__detail">{item.detail}</span>}
        {item.command !== undefined && <CommandLine line={item.command} />}
      </span>
      {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
    </>
  )
  if (item.checked === undefined) return <RadixDropdown.Item {...shared}>{body}</RadixDropdown.Item>
  return (
    <RadixDropdown.CheckboxItem {...shared} checked={item.checked}>
      {body}
    </RadixDropdown.CheckboxItem>
  )
}
