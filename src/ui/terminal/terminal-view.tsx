import { FitAddon } from '@xterm/addon-fit'
import { type ILink, type ILinkProvider, Terminal } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCluster } from '../../state/cluster'
import { select } from '../../state/selection'
import { useSettings } from '../../state/settings'
import '@xterm/xterm/css/xterm.css'
import { copyText } from './copy-text'
import { followFinger } from './finger-scroll'
import { wholeLines } from './line-layout'
import { objectLinks } from './object-links'
import { type Paper, Sheet } from './sheet'
import { followSideways } from './sideways'
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
  const refit = useRef(() => {})
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
    const place = container.current
    const fit = new FitAddon()
    made.loadAddon(fit)
    made.open(place)
    made.textarea?.setAttribute('aria-label', t('input'))
    const sheet = new Sheet(paperOf(made), made.cols)
    const fitted = () => fitTo(place, { terminal: made, fit, sheet })
    fitted()
    const started = new TerminalSession(sheet, {
      greeting: t('greeting'),
      clicked: t('clicked'),
      applied: t('applied'),
      earlier: t('earlier'),
      notRunning: t('notRunning'),
      tooLong: t('tooLong'),
    })
    const fitAgain = () => {
      if (fitted()) started.resized()
    }
    const sideways = followSideways(place)
    const stopFinger = followFinger(place, {
      height: () => (made.element?.clientHeight ?? 0) / made.rows,
      scroll: by => made.scrollLines(by),
    })
    made.onData(data => {
      sideways.back()
      started.input(data)
    })
    made.attachCustomKeyEventHandler(event => !sideways.takes(event) && belongsToTerminal(event, made, started))
    const links = made.registerLinkProvider(linksOf(made))
    const stopTheme = followTerminalTheme(made)
    const copied = (event: ClipboardEvent) => giveWholeLines(event, made)
    place.addEventListener('copy', copied, true)
    const observer = new ResizeObserver(fitAgain)
    observer.observe(place)
    terminal.current = made
    session.current = started
    refit.current = fitAgain
    void document.fonts.ready.then(fitAgain)
    return () => {
      observer.disconnect()
      place.removeEventListener('copy', copied, true)
      sideways.stop()
      stopFinger()
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
    refit.current()
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
  return `${wholeLines(text).trimEnd()}\n`
}

/** What is selected goes to the clipboard without the line ends that only the screen made. */
function giveWholeLines(event: ClipboardEvent, terminal: Terminal): void {
  if (!terminal.hasSelection() || event.clipboardData === null) return
  event.clipboardData.setData('text/plain', wholeLines(terminal.getSelection()))
  event.preventDefault()
  event.stopPropagation()
}

const paperOf = (terminal: Terminal): Paper => ({
  write: text => terminal.write(text),
  setColumns: columns => terminal.resize(columns, terminal.rows),
})

interface Fitted {
  readonly terminal: Terminal
  readonly fit: FitAddon
  readonly sheet: Sheet
}

/** As many rows and columns as can be seen. In a hidden tab there is no size to fit to. Answers whether all was laid out anew. */
function fitTo(place: HTMLElement, { terminal, fit, sheet }: Fitted): boolean {
  if (place.clientWidth === 0 || place.clientHeight === 0) return false
  const seen = fit.proposeDimensions()
  if (seen === undefined) return false
  if (seen.rows !== terminal.rows) terminal.resize(terminal.cols, seen.rows)
  return sheet.resize(seen.cols)
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
