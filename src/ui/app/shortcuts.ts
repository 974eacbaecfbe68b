import { useEffect } from 'react'
import { settle, step, useSession } from '../../state/session'
import { addNode } from '../canvas/tray'
import { takeViewBack } from '../canvas/view-state'
import { togglePlay } from '../timeline/transport'
import { faster, focusFilter, slower } from './quick-actions'
import { openWindow, useWindows } from './windows'

/** Single keys, when nobody is typing and no window or menu is open. */
const KEYS: Readonly<Record<string, () => void>> = {
  ' ': togglePlay,
  ArrowRight: () => void step(),
  s: () => void settle(),
  n: () => addNode('worker'),
  f: takeViewBack,
  '/': focusFilter,
  '+': faster,
  '-': slower,
  '?': () => openWindow('help'),
}

/** The page's own keys. Ctrl-K works everywhere, the single keys only where no text is typed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey) {
        event.preventDefault()
        openWindow('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (useWindows.getState().open !== undefined || useSession.getState().status !== 'ready') return
      if (isTaken(event.target, event.key)) return
      const action = KEYS[event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

const TYPING = 'input, textarea, select, [contenteditable="true"], .monaco-editor, .xterm'
const KEYED = '[role="menu"], [role="dialog"], [role="slider"], [role="tablist"], [role="separator"]'

/** Whether the element makes use of the key itself. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(TYPING) !== null || target.closest(KEYED) !== null) return true
  // Space presses a button that has the focus.
  return key === ' ' && target.closest('button, a, summary') !== null
}
