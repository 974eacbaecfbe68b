import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import '@xterm/xterm/css/xterm.css'
import { copyText } from './copy-text'
import { openTerminal, type TerminalScreen } from './terminal-screen'

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
  const screen = useRef<TerminalScreen>(null)
  const fontSize = useSettings(state => state.terminalFontSize)
  const screenReaderMode = useSettings(state => state.terminalScreenReader)

  useEffect(() => {
    if (!container.current) return
    const opened = openTerminal(container.current, t('input'), {
      greeting: t('greeting'),
      clicked: t('clicked'),
      applied: t('applied'),
      earlier: t('earlier'),
      notRunning: t('notRunning'),
      tooLong: t('tooLong'),
    })
    screen.current = opened
    return () => {
      opened.dispose()
      screen.current = null
    }
  }, [t])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen reads the settings; they say when
  useEffect(() => screen.current?.followSettings(), [fontSize, screenReaderMode])

  useEffect(() => {
    if (clearing > 0) screen.current?.session.clear()
  }, [clearing])

  useEffect(() => {
    if (copying > 0 && screen.current) void copyText(screen.current.text(), t('logCopied'))
  }, [copying, t])

  return <div className="terminal-view" ref={container} data-testid="terminal" />
}
