import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../state/commands'
import { run } from '../../state/session'

/** So many commands are kept on the screen. */
const SHOWN = 50

/** A terminal of plain elements, for browsers in which the real one does not start. */
export function PlainTerminal() {
  const { t } = useTranslation('terminal')
  const commands = useCommands(state => state.commands)
  const [line, setLine] = useState('')
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (commands.size > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [commands])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (line.trim() !== '') void run(line, 'typed')
    setLine('')
  }
  return (
    <div className="plain-terminal">
      <div className="plain-terminal__output" role="log" aria-label={t('output')}>
        {[...commands.values()]
          .filter(command => !command.line.startsWith('#'))
          .slice(-SHOWN)
          .map(command => (
            <pre key={command.id}>
              <b>$ {command.line}</b>
              {`\n${command.output.map(part => part.text).join('')}`}
            </pre>
          ))}
        <div ref={end} />
      </div>
      <form onSubmit={submit}>
        <span aria-hidden="true">$</span>
        <input
          aria-label={t('input')}
          value={line}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={event => setLine(event.target.value)}
        />
      </form>
    </div>
  )
}
