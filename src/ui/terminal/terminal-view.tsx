import { FitAddon } from '@xterm/addon-fit'
import { type ILink, type ILinkProvider, Terminal } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCluster } from '../../state/cluster'
import { select } from '../../state/selection'
import { useSettings } from '../../state/settings'
import '@xterm/xterm/css/xterm.css'
import { copyText } from './copy-text'
import { objectLinks } from './object-links'
import type { Screen } from './prompt'
import { TerminalSession } from './terminal-session'
import { followTerminalTheme } from './terminal-theme'

interface TerminalViewProps {
  /** Goes up when the screen is to be emptied. */
  readonly clearing: number
  /** Goes up when what stands there is to be copied. */
  readonly copying: number
}

/** The terminal itself. Load it lazily; it throws where the browser cannot show it. */
export default function TerminalView({ clearing, copying }: TerminalViewProps) {
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
    const links = made.registerLinkProvider(linksOf(made))
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
      links.dispose()
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

  useEffect(() => {
    if (copying > 0 && terminal.current) void copyText(textOf(terminal.current), t('logCopied'))
  }, [copying, t])

  return <div className="terminal-view" ref={container} data-testid="terminal" />
}

/** Names in the output are links: they select the object on the canvas. */
function linksOf(terminal: Terminal): ILinkProvider {
  return {
    provideLinks(row, answer) {
      const line = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? ''
      const links = objectLinks(line, useCluster.getState()).map(
        ({ start, end, object }): ILink => ({
          text: line.slice(start, end),
          range: { start: { x: start + 1, y: row }, end: { x: end, y: row } },
          activate: () => select(object),
        }),
      )
      answer(links.length === 0 ? undefined : links)
    },
  }
}

/** Everything that stands in the terminal; lines that were broken at the border are whole again. */
function textOf({ buffer: { active } }: Terminal): string {
  let text = ''
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)
    if (line === undefined) continue
    text += (row === 0 || line.isWrapped ? '' : '\n') + line.translateToString(true)
  }
  return `${text.trimEnd()}\n`
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
  // Ctrl-K opens the palette as everywhere, where it would delete nothing.
  if (event.key === 'k' && (event.ctrlKey || event.metaKey)) return session.textBehindCursor
  if (event.key.toLowerCase() === 'v' && (event.ctrlKey || event.metaKey)) return false
  // The page's own keys: palette and Apply.
  return !((event.ctrlKey || event.metaKey) && event.key === 'Enter')
}
