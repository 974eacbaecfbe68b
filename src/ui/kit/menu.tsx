import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useId,
  useRef,
  useState,
} from 'react'
import { later } from './later'
import { PassingBoundary } from './passing-boundary'

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
  /** Present on choices, which stand together: whether this is the one. */
  readonly chosen?: boolean
  /** Present on switches: whether it is on. */
  readonly on?: boolean
  readonly onSelect: () => void
}

/** An entry of a menu: an item, a rule between groups, or the heading of a group. */
export type MenuEntry = MenuItem | 'separator' | { readonly heading: ReactNode }

export type MenuEntries = readonly MenuEntry[] | (() => readonly MenuEntry[])

export interface MenuProps {
  readonly entries: MenuEntries
  /** The element that opens it; takes a ref and props. */
  readonly children: ReactElement
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
}

const OpenMenu = later(async () => (await import('./open-menu')).OpenMenu)

/** Fetched when a hand comes near, so that nothing has to be waited for when the menu opens. */
const fetchAhead = () => void OpenMenu.fetch().catch(() => {})

const OPENING_KEYS = new Set(['Enter', ' ', 'ArrowDown'])

/** A menu below a button. What draws it comes with the first menu. */
export function Menu({ entries, children, align = 'start', side = 'bottom' }: MenuProps) {
  const [open, setOpen] = useState<'by-pointer' | 'by-key' | undefined>()
  const trigger = useRef<HTMLElement>(null)
  const ownId = useId()
  const child = children as ReactElement<HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> }>
  const { props } = child
  const id = props.id ?? ownId
  const close = () => setOpen(undefined)
  return (
    <>
      {cloneElement(child, {
        id,
        ref: trigger,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== undefined,
        onPointerEnter: (event: PointerEvent<HTMLElement>) => {
          props.onPointerEnter?.(event)
          fetchAhead()
        },
        onPointerDown: (event: PointerEvent<HTMLElement>) => {
          props.onPointerDown?.(event)
          if (event.button !== 0 || event.ctrlKey) return
          // The focus goes into the menu, not onto what opened it.
          if (open === undefined) event.preventDefault()
          setOpen(open === undefined ? 'by-pointer' : undefined)
        },
        onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
          props.onKeyDown?.(event)
          if (!OPENING_KEYS.has(event.key)) return
          event.preventDefault()
          setOpen('by-key')
        },
      })}
      {open !== undefined && (
        <PassingBoundary onFail={close}>
          <OpenMenu
            anchor={trigger}
            labelledBy={id}
            entries={entries}
            align={align}
            side={side}
            byKey={open === 'by-key'}
            onClose={close}
          />
        </PassingBoundary>
      )}
    </>
  )
}
