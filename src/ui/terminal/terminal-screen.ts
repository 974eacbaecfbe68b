import { FitAddon } from '@xterm/addon-fit'
import { type ILink, type ILinkProvider, Terminal } from '@xterm/xterm'
import { useCluster } from '../../state/cluster'
import { select } from '../../state/selection'
import { useSettings } from '../../state/settings'
import { followFinger } from './finger-scroll'
import { wholeLines } from './line-layout'
import { objectLinks } from './object-links'
import { type Paper, Sheet } from './sheet'
import { followSideways } from './sideways'
import { TerminalSession, type TerminalWords } from './terminal-session'
import { followTerminalTheme } from './terminal-theme'

/** A terminal on the page, with the session that is played in it. */
export interface TerminalScreen {
  readonly session: TerminalSession
  /** Font and screen reader mode, as they are set now. */
  followSettings(): void
  /** Everything that stands in it. */
  text(): string
  dispose(): void
}

/** Opens a terminal in `place`; `label` is what a screen reader calls it. Throws where the browser cannot show it. */
export function openTerminal(place: HTMLElement, label: string, words: TerminalWords): TerminalScreen {
  const { terminalFontSize, terminalScreenReader } = useSettings.getState()
  const terminal = new Terminal({
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
  terminal.loadAddon(fit)
  terminal.open(place)
  terminal.textarea?.setAttribute('aria-label', label)
  const sheet = new Sheet(paperOf(terminal), terminal.cols)
  fitTo(place, { terminal, fit, sheet })
  const session = new TerminalSession(sheet, words)
  const fitAgain = () => {
    if (fitTo(place, { terminal, fit, sheet })) session.resized()
  }
  const stopHands = followHands(place, terminal, session)
  const stopSize = followSize(place, fitAgain)
  const links = terminal.registerLinkProvider(linksOf(terminal))
  const stopTheme = followTerminalTheme(terminal)
  return {
    session,
    followSettings() {
      const settings = useSettings.getState()
      terminal.options.fontSize = settings.terminalFontSize
      terminal.options.screenReaderMode = settings.terminalScreenReader
      fitAgain()
    },
    text: () => textOf(terminal),
    dispose() {
      stopSize()
      stopHands()
      stopTheme()
      links.dispose()
      session.dispose()
      terminal.dispose()
    },
  }
}

/** Keys, a finger, and what is copied and pasted. Answers what ends it. */
function followHands(place: HTMLElement, terminal: Terminal, session: TerminalSession): () => void {
  const sideways = followSideways(place)
  const stopFinger = followFinger(place, {
    height: () => (terminal.element?.clientHeight ?? 0) / terminal.rows,
    scroll: by => terminal.scrollLines(by),
  })
  terminal.onData(data => {
    sideways.back()
    session.input(data)
  })
  terminal.attachCustomKeyEventHandler(event => !sideways.takes(event) && belongsToTerminal(event, terminal, session))
  const copied = (event: ClipboardEvent) => giveWholeLines(event, terminal)
  const pasted = (event: ClipboardEvent) => takePasted(event, terminal)
  place.addEventListener('copy', copied, true)
  place.addEventListener('paste', pasted, true)
  return () => {
    place.removeEventListener('copy', copied, true)
    place.removeEventListener('paste', pasted, true)
    sideways.stop()
    stopFinger()
  }
}

/** Calls `changed` when there is more or less room, or another font. Answers what ends it. */
function followSize(place: HTMLElement, changed: () => void): () => void {
  const observer = new ResizeObserver(changed)
  observer.observe(place)
  let ended = false
  void document.fonts.ready.then(() => {
    if (!ended) changed()
  })
  return () => {
    ended = true
    observer.disconnect()
  }
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

/** Everything that stands there; lines that were broken at the border are whole again. */
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

/** Pasted text is typed, and stays out of xterm's text area: there the browser would lay out a megabyte for seconds. */
function takePasted(event: ClipboardEvent, terminal: Terminal): void {
  if (event.clipboardData === null) return
  event.preventDefault()
  event.stopPropagation()
  terminal.paste(event.clipboardData.getData('text/plain'))
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
