import { Command } from 'cmdk'
import { CornerDownLeft, TerminalSquare } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { run } from '../../state/session'
import { CommandLine, Shortcut } from '../kit'
import { type ActionGroup, type PageAction, pageActions } from './actions'
import { closeWindow } from './windows'
import './palette.css'

const GROUPS = ['time', 'cluster', 'node', 'page'] as const satisfies readonly ActionGroup[]

/** Every action by name, key or command line; what is typed as a command can be run as it stands. */
export function Palette() {
  const { t } = useTranslation(['shell', 'timeline', 'canvas', 'terminal', 'inspector'])
  const [typed, setTyped] = useState('')
  const actions = pageActions(t, typed)
  const isLine = /^(?:kubectl|lab|k)\s+\S/.test(typed)
  const perform = (action: () => void) => {
    closeWindow()
    // After the window has given the focus back, so that an action may take it.
    requestAnimationFrame(action)
  }
  return (
    <Radix.Root open onOpenChange={closeWindow}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__overlay" />
        <Radix.Content className="palette" aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{t('palette.title')}</Radix.Title>
          <Command label={t('palette.title')} filter={rank} loop>
            <Command.Input value={typed} onValueChange={setTyped} placeholder={t('palette.placeholder')} autoFocus />
            <Command.List>
              <Command.Empty>{t('palette.empty')}</Command.Empty>
              {isLine && (
                <Command.Group heading={t('palette.groups.command')}>
                  <Command.Item
                    value={typed}
                    keywords={['run']}
                    onSelect={() => perform(() => void run(typed, 'typed'))}
                  >
                    <TerminalSquare aria-hidden="true" />
                    <span className="palette__text">
                      {t('palette.runTyped')}
                      <CommandLine line={typed} />
                    </span>
                    <CornerDownLeft aria-hidden="true" />
                  </Command.Item>
                </Command.Group>
              )}
              {GROUPS.map(group => (
                <ActionsOf
                  key={group}
                  heading={t(`palette.groups.${group}`)}
                  actions={actions.filter(action => action.group === group)}
                  perform={perform}
                />
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Every word that was typed has to be in the name or the command; those that have them in a row come first. */
function rank(value: string, typed: string, keywords: readonly string[] = []): number {
  const text = [value, ...keywords].join(' ').toLowerCase()
  const search = typed.trim().toLowerCase()
  if (text.includes(search)) return 1
  return search.split(/\s+/).every(word => text.includes(word)) ? 0.5 : 0
}

interface ActionsOfProps {
  readonly heading: string
  readonly actions: readonly PageAction[]
  readonly perform: (action: () => void) => void
}

function ActionsOf({ heading, actions, perform }: ActionsOfProps) {
  if (actions.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {actions.map(({ id, label, icon, keys, command, run: act }) => (
        <Command.Item
          key={id}
          value={id}
          keywords={[label, ...(command === undefined ? [] : [command])]}
          onSelect={() => perform(act)}
        >
          <span className="palette__icon">{icon}</span>
          <span className="palette__text">
            {label}
            {command !== undefined && <CommandLine line={command} />}
          </span>
          {keys !== undefined && <Shortcut keys={keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
