import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import '@xterm/xterm/css/xterm.css'
import type { Screen } from './prompt'
import { TerminalSession } from './terminal-session'
import { followTerminalTheme } from './terminal-theme'

/** The terminal itself. Load it lazily; it throws where the browser cannot show it. */
export default function TerminalView({ clearing }: { readonly clearing: number }) {
  const { t } = useTranslation('terminal')
  const container = useRef<HTMLDivElement>(null)
  const session = useRef<TerminalSession>(null)
  const terminal = useRef<Terminal>(null)
  const fontSize = useSettings(state => state.terminalFontSize)
  const screenReaderMode = useSettings(state => state.terminalScreenReader)

  useEffect(() => {
    if (!container.current) return
    const { terminalFontSize, terminalScreenReader } = useSettings.getState()
    const made = new Terminal({
      fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
      fontSize: terminalFontSize,
      lineHeight: 1.35,
      screenReaderMode: terminalScreenReader,
      scrollback: 5000,
      cursorBlink: false,
      overviewRuler: { width: 10 },
      minimumContrastRatio: 4.5,
      allowProposedApi: false,
    })
    const fit = new FitAddon()
    made.loadAddon(fit)
    made.open(container.current)
    made.textarea?.setAttribute('aria-label', t('input'))
    fitTo(fit, container.current)
    const started = new TerminalSession(screenOf(made), {
      greeting: t('greeting'),
      clicked: t('clicked'),
      applied: t('applied'),
      earlier: t('earlier'),
      notRunning: t('notRunning'),
      tooLong: t('tooLong'),
    })
    made.onData(data => started.input(data))
    made.attachCustomKeyEventHandler(event => belongsToTerminal(event, made, started))
    made.onResize(() => started.resized())
    const stopTheme = followTerminalTheme(made)
    const place = container.current
    const observer = new ResizeObserver(() => fitTo(fit, place))
    observer.observe(place)
    terminal.current = made
    session.current = started
    void document.fonts.ready.then(() => fitTo(fit, place))
    return () => {
      observer.disconnect()
      stopTheme()
      started.dispose()
      made.dispose()
      terminal.current = null
    }
  }, [t])

  useEffect(() => {
    if (!terminal.current) return
    terminal.current.options.fontSize = fontSize
    terminal.current.options.screenReaderMode = screenReaderMode
  }, [fontSize, screenReaderMode])

  useEffect(() => {
    if (clearing > 0) session.current?.clear()
  }, [clearing])

  return <div className="terminal-view" ref={container} data-testid="terminal" />
}

/** xterm writes later than it is told to: emptying the screen has to stand in the same queue. */
function screenOf(terminal: Terminal): Screen & { reset(): void } {
  return {
    get cols() {
      return terminal.cols
    },
    write: text => terminal.write(text),
    reset: () => terminal.write('\x1b[0m\x1b[2J\x1b[3J\x1b[H'),
  }
}

/** In a hidden tab there is no size to fit to. */
function fitTo(fit: FitAddon, place: HTMLElement): void {
  if (place.clientWidth > 0 && place.clientHeight > 0) fit.fit()
}

/** Tab leaves an idle terminal, Shift-Tab always; Ctrl-C copies what is selected; Ctrl-V pastes, as on the rest of the page. */
function belongsToTerminal(event: KeyboardEvent, terminal: Terminal, session: TerminalSession): boolean {
  if (event.key === 'Tab') return !event.shiftKey && !session.idle
  if (event.key === 'c' && (event.ctrlKey || event.metaKey) && terminal.hasSelection()) return false
  if (event.key.toLowerCase() === 'v' && (event.ctrlKey || event.metaKey)) return false
  // The page's own keys: palette and Apply.
  return !((event.ctrlKey || event.metaKey) && event.key === 'Enter')
}
