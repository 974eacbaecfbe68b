import { AArrowDown, AArrowUp, Copy, Ear, Eraser, FoldHorizontal, MoreHorizontal, UnfoldHorizontal } from 'lucide-react'
import { Component, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from '../../state/notices'
import { useSettings } from '../../state/settings'
import { EventList } from '../events/event-list'
import { later, Menu, Skeleton, Tab, TabBar, TabPanel, Tabs } from '../kit'
import { CommandLog } from './command-log'
import { PlainTerminal } from './plain-terminal'
import { widenTerminal } from './widen-terminal'
import './terminal.css'

const TerminalView = later(async () => (await import('./terminal-view')).default)

/** Terminal, event list and command log. */
export function TerminalPanel() {
  const { t } = useTranslation('terminal')
  const [tab, setTab] = useState('terminal')
  const [clearing, setClearing] = useState(0)
  const [copying, setCopying] = useState(0)
  return (
    <div className="terminal-panel">
      <Tabs value={tab} onValueChange={setTab}>
        <TabBar
          label={t('panels')}
          end={
            <>
              {tab === 'terminal' && (
                <TerminalMenu
                  onClear={() => setClearing(count => count + 1)}
                  onCopy={() => setCopying(count => count + 1)}
                />
              )}
              <Widen />
            </>
          }
        >
          <Tab value="terminal">{t('terminal')}</Tab>
          <Tab value="events">{t('events')}</Tab>
          <Tab value="log">{t('log')}</Tab>
        </TabBar>
        {/* Stays alive behind the other tabs: what runs in it goes on. */}
        <TabPanel value="terminal" forceMount tabIndex={-1} className="terminal-panel__terminal">
          <FallBack
            to={<PlainTerminal />}
            onFail={() =>
              tell({ topic: 'terminal', level: 'warning', title: t('failedTitle'), detail: t('failedText') })
            }
          >
            <Suspense fallback={<Skeleton lines={3} label={t('loading')} />}>
              <TerminalView clearing={clearing} copying={copying} />
            </Suspense>
          </FallBack>
        </TabPanel>
        <TabPanel value="events" tabIndex={-1}>
          <EventList />
        </TabPanel>
        <TabPanel value="log" tabIndex={-1}>
          <CommandLog />
        </TabPanel>
      </Tabs>
    </div>
  )
}

/** Some tables of kubectl are wider than half a page. */
function Widen() {
  const { t } = useTranslation('terminal')
  const across = useSettings(state => state.terminalAcross)
  const Icon = across ? FoldHorizontal : UnfoldHorizontal
  const label = t(across ? 'unwiden' : 'widen')
  return (
    <button
      type="button"
      className="button button--icon button--quiet button--small terminal-panel__widen"
      aria-label={label}
      title={label}
      onClick={widenTerminal}
    >
      <Icon aria-hidden="true" />
    </button>
  )
}

const SMALLEST = 10
const LARGEST = 28

interface TerminalMenuProps {
  readonly onClear: () => void
  readonly onCopy: () => void
}

function TerminalMenu({ onClear, onCopy }: TerminalMenuProps) {
  const { t } = useTranslation('terminal')
  const size = useSettings(state => state.terminalFontSize)
  const reader = useSettings(state => state.terminalScreenReader)
  const resize = (by: number) =>
    useSettings.setState({ terminalFontSize: Math.min(LARGEST, Math.max(SMALLEST, size + by)) })
  return (
    <Menu
      align="end"
      entries={[
        { label: t('clear'), icon: <Eraser />, shortcut: 'Ctrl L', onSelect: onClear },
        { label: t('copyText'), icon: <Copy />, onSelect: onCopy },
        'separator',
        { label: t('larger'), icon: <AArrowUp />, disabled: size >= LARGEST, onSelect: () => resize(1) },
        { label: t('smaller'), icon: <AArrowDown />, disabled: size <= SMALLEST, onSelect: () => resize(-1) },
        {
          label: t('screenReader'),
          icon: <Ear />,
          on: reader,
          onSelect: () => useSettings.setState({ terminalScreenReader: !reader }),
        },
      ]}
    >
      <button type="button" className="button button--icon button--quiet button--small" aria-label={t('menu')}>
        <MoreHorizontal aria-hidden="true" />
      </button>
    </Menu>
  )
}

interface FallBackProps {
  readonly to: ReactNode
  readonly onFail: () => void
  readonly children: ReactNode
}

/** Shows something simpler when the children cannot be loaded or drawn. */
class FallBack extends Component<FallBackProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch() {
    this.props.onFail()
  }

  override render() {
    return this.state.failed ? this.props.to : this.props.children
  }
}
