import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { ClusterPanel } from '../canvas/cluster-panel'
import { ErrorBoundary, Skeleton } from '../kit'
import { TimePanel } from '../timeline/time-panel'
import { useRememberedLayout } from './remembered-layout'
import { startAgain } from './scenario-file'
import type { PageSlots } from './slots'
import './frame.css'

/** The wide page: three columns and a foot, every border of which can be dragged, and stays where it was left. */
export function Frame({ slots }: { readonly slots: PageSlots }) {
  const { t } = useTranslation()
  const rows = useRememberedLayout('rows', ['columns', 'foot'])
  const columns = useRememberedLayout('columns', ['left', 'cluster', 'inspector'])
  const left = useRememberedLayout('left', ['editor', 'terminal'])
  return (
    <Group id="rows" orientation="vertical" className="frame" {...rows}>
      <Panel id="columns" minSize={260}>
        <Group id="columns" {...columns}>
          <Panel id="left" defaultSize="27%" minSize={260}>
            <Group id="left" orientation="vertical" {...left}>
              <Panel id="editor" minSize={120}>
                <Place name="editor" of={slots.editor} />
              </Panel>
              <Separator className="frame__row-handle" aria-label={t('panels.resizeRows')} />
              <Panel id="terminal" defaultSize={224} minSize={80} groupResizeBehavior="preserve-pixel-size">
                <Place name="terminal" of={slots.terminal} />
              </Panel>
            </Group>
          </Panel>
          <Separator className="frame__column-handle" aria-label={t('panels.resizeColumns')} />
          <Panel id="cluster" minSize={320}>
            <section className="frame__place" id="cluster-place" tabIndex={-1} aria-label={t('panels.cluster')}>
              <ErrorBoundary>
                <ClusterPanel note={slots.note} />
              </ErrorBoundary>
            </section>
          </Panel>
          <Separator className="frame__column-handle" aria-label={t('panels.resizeColumns')} />
          <Panel id="inspector" defaultSize="22.5%" minSize={230}>
            <Place name="inspector" of={slots.inspector} />
          </Panel>
        </Group>
      </Panel>
      <Separator className="frame__row-handle" aria-label={t('panels.resizeRows')} />
      <Panel id="foot" defaultSize={140} minSize={88} maxSize="60%" groupResizeBehavior="preserve-pixel-size">
        <section className="frame__place" aria-label={t('panels.time')}>
          <ErrorBoundary>
            <TimePanel onReset={() => void startAgain()} />
          </ErrorBoundary>
        </section>
      </Panel>
    </Group>
  )
}

type PlaceName = 'editor' | 'terminal' | 'inspector'

/** One panel's place: named, filled, with a skeleton until the panel has arrived. */
export function Place({ name, of: Content }: { readonly name: PlaceName; readonly of: PageSlots[PlaceName] }) {
  const { t } = useTranslation()
  const label = t(`panels.${name}`)
  return (
    <section className="frame__place" aria-label={label} data-place={name}>
      <ErrorBoundary>
        <Suspense fallback={<Skeleton lines={7} label={t('panels.loading', { panel: label })} />}>
          <Content />
        </Suspense>
      </ErrorBoundary>
    </section>
  )
}
