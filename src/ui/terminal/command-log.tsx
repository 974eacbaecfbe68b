import { Copy, RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isMark } from '../../scenario/log-marks'
import { type CommandRecord, useCommands } from '../../state/commands'
import { run } from '../../state/session'
import { clockText } from '../events/clock-text'
import { Button, EmptyState, IconButton } from '../kit'
import { copyText } from './copy-text'

/** The newest lines are shown; all of them can be copied. */
const SHOWN = 300

/** Every command line with its virtual time: what the scenario consists of. */
export function CommandLog() {
  const { t } = useTranslation('terminal')
  const commands = useCommands(state => state.commands)
  const list = [...commands.values()].filter(command => !isMark(command.line))
  const end = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (list.length > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [list.length])
  if (list.length === 0) return <EmptyState title={t('logEmptyTitle')}>{t('logEmptyText')}</EmptyState>

  const copyAll = () => void copyText(list.map(command => command.line).join('\n'), t('logCopied'))
  return (
    <div className="command-log">
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('logTime')}</th>
            <th scope="col">{t('logLine')}</th>
          </tr>
        </thead>
        <tbody>
          {list.slice(-SHOWN).map((command, index, shown) => (
            <LogRow key={command.id} command={command} last={index === shown.length - 1 ? end : undefined} />
          ))}
        </tbody>
      </table>
      <Button size="s" variant="quiet" icon={<Copy />} onClick={copyAll}>
        {t('logCopyAll')}
      </Button>
    </div>
  )
}

interface LogRowProps {
  readonly command: CommandRecord
  readonly last: React.RefObject<HTMLTableRowElement | null> | undefined
}

function LogRow({ command, last }: LogRowProps) {
  const { t } = useTranslation('terminal')
  const { line, at, source, exit } = command
  return (
    <tr ref={last} className={exit === undefined || exit === 0 ? undefined : 'command-log__failed'}>
      <td className="command-log__time">{clockText(at)}</td>
      <td className="command-log__line">
        <code>{line}</code>
        <small>
          {t(`source.${source}`)}
          {exit === undefined && ` · ${t('logRunning')}`}
          {exit !== undefined && exit !== 0 && ` · ${t('logFailed', { code: exit })}`}
        </small>
      </td>
      <td className="command-log__tools">
        <IconButton size="s" label={t('logAgain')} command={line} onClick={() => void run(line, 'click')}>
          <RotateCw />
        </IconButton>
        <IconButton size="s" label={t('logCopy')} onClick={() => void copyText(line, t('logCopied'))}>
          <Copy />
        </IconButton>
      </td>
    </tr>
  )
}
