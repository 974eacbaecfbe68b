import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { classNames } from './class-names'
import { CommandLine } from './command-line'
import type { MenuEntries, MenuEntry, MenuItem, MenuProps } from './menu'
import { overlayRoot } from './overlay-root'
import { Shortcut } from './shortcut'
import './menu.css'

export interface OpenMenuProps extends Required<Pick<MenuProps, 'entries' | 'align' | 'side'>> {
  /** What it hangs on, and what gets the focus back. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly labelledBy: string
  /** Opened with a key: then the first item has the focus. */
  readonly byKey: boolean
  readonly onClose: () => void
}

/** The open menu of a button. */
export function OpenMenu({ anchor, labelledBy, entries, align, side, byKey, onClose }: OpenMenuProps) {
  const [box] = useState(() => anchor.current?.getBoundingClientRect())
  const content = useRef<HTMLDivElement>(null)
  const wentElsewhere = useRef(false)
  useEffect(() => {
    if (!byKey) return
    const timer = setTimeout(() => content.current?.querySelector<HTMLElement>(ENABLED_ITEM)?.focus())
    return () => clearTimeout(timer)
  }, [byKey])
  return (
    <MenuOver
      ref={content}
      box={box}
      aria-labelledby={labelledBy}
      align={align}
      side={side}
      sideOffset={5}
      entries={entries}
      onClose={onClose}
      onInteractOutside={() => {
        wentElsewhere.current = true
      }}
      onCloseAutoFocus={event => {
        event.preventDefault()
        if (!wentElsewhere.current) anchor.current?.focus()
      }}
    />
  )
}

const ENABLED_ITEM = '[role^="menuitem"]:not([data-disabled])'

export interface MenuAtProps {
  /** Where on the screen, in pixels. */
  readonly x: number
  readonly y: number
  readonly label: string
  readonly entries: MenuEntries
  readonly onClose: () => void
}

/** A menu at a point of the screen: right click, long press, or the menu key. Mounted while it is open. */
export function MenuAt({ x, y, label, entries, onClose }: MenuAtProps) {
  // What had the focus before gets it back: the point itself cannot.
  const [before] = useState(() => document.activeElement)
  return (
    <MenuOver
      box={{ left: x, top: y, width: 0, height: 0 }}
      aria-label={label}
      align="start"
      entries={entries}
      onClose={onClose}
      onCloseAutoFocus={event => {
        event.preventDefault()
        // A dialog that the choice has opened keeps it.
        if (document.activeElement?.closest('[role="dialog"]')) return
        if (before instanceof HTMLElement) before.focus()
      }}
    />
  )
}

interface MenuOverProps extends ComponentProps<typeof Radix.Content> {
  readonly box: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'> | undefined
  readonly entries: MenuEntries
  readonly onClose: () => void
}

function MenuOver({ box, entries, onClose, ...content }: MenuOverProps) {
  return (
    <Radix.Root
      open
      modal={false}
      onOpenChange={open => {
        if (!open) onClose()
      }}
    >
      <Radix.Trigger asChild>
        <span
          className="overlay-anchor"
          style={{ left: box?.left, top: box?.top, width: box?.width, height: box?.height }}
          aria-hidden="true"
        />
      </Radix.Trigger>
      <Radix.Portal container={overlayRoot()}>
        <Radix.Content className="menu" aria-labelledby={undefined} collisionPadding={8} loop {...content}>
          <Entries entries={entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Entries({ entries }: { readonly entries: MenuEntries }): ReactNode {
  const list = typeof entries === 'function' ? entries() : entries
  return runsOf(list).map((run, index) => {
    // Entries of one opening never move, so their place names them.
    const key = String(index)
    if ('choices' in run) return <Choices key={key} items={run.choices} />
    const { entry } = run
    if (entry === 'separator') return <Radix.Separator key={key} className="menu__separator" />
    if ('heading' in entry) {
      return (
        <Radix.Label key={key} className="menu__heading">
          {entry.heading}
        </Radix.Label>
      )
    }
    return <Item key={key} item={entry} />
  })
}

type Run = { readonly entry: MenuEntry } | { readonly choices: MenuItem[] }

/** Choices that stand together are one question; every other entry stands by itself. */
function runsOf(entries: readonly MenuEntry[]): readonly Run[] {
  const runs: Run[] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (typeof entry === 'string' || !('label' in entry) || entry.chosen === undefined) runs.push({ entry })
    else if (last !== undefined && 'choices' in last) last.choices.push(entry)
    else runs.push({ choices: [entry] })
  }
  return runs
}

function Choices({ items }: { readonly items: readonly MenuItem[] }) {
  return (
    <Radix.RadioGroup value={String(items.findIndex(({ chosen }) => chosen))}>
      {items.map((item, index) => {
        const value = String(index)
        return <Item key={value} item={item} value={value} />
      })}
    </Radix.RadioGroup>
  )
}

/** `value`: of a choice, its name among the others. */
function Item({ item, value }: { readonly item: MenuItem; readonly value?: string }) {
  const shared = {
    className: classNames('menu__item', item.danger === true && 'menu__item--danger'),
    disabled: item.disabled,
    textValue: item.text ?? (typeof item.label === 'string' ? item.label : undefined),
    onSelect: item.onSelect,
  }
  const body = (
    <>
      <span className="menu__icon">{item.chosen === true || item.on === true ? <Check /> : item.icon}</span>
      <span className="menu__text">
        <span className="menu__label">{item.label}</span>
        {item.detail !== undefined && <span className="menu__detail">{item.detail}</span>}
        {item.command !== undefined && <CommandLine line={item.command} />}
      </span>
      {item.shortcut !== undefined && <Shortcut keys={item.shortcut} />}
    </>
  )
  if (value !== undefined) {
    return (
      <Radix.RadioItem {...shared} value={value}>
        {body}
      </Radix.RadioItem>
    )
  }
  if (item.on === undefined) return <Radix.Item {...shared}>{body}</Radix.Item>
  return (
    <Radix.CheckboxItem {...shared} checked={item.on}>
      {body}
    </Radix.CheckboxItem>
  )
}
