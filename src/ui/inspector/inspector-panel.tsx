import { MousePointerClick } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/object'
import { type ObjectRef, select, useSelection } from '../../state/selection'
import { Button, Chip, EmptyState, ErrorBoundary, later, Skeleton, Tab, TabBar, TabPanel, Tabs } from '../kit'
import { useInspectedRef, useObject } from './inspected-object'
import { ObjectEvents } from './object-events'
import { WhatTab } from './what-tab'
import { WhyTab } from './why-tab'
import './inspector.css'

const YamlTab = later(async () => (await import('./yaml-tab')).default)

/** What is selected: what it is, why it is so, what happened to it, and how it is written. */
export function InspectorPanel() {
  const { t } = useTranslation('inspector')
  const ref = useInspectedRef()
  const object = useObject(ref)
  if (ref === undefined) {
    return (
      <div className="inspector">
        <EmptyState icon={<MousePointerClick />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="inspector">
      <InspectorTabs inspected={ref} object={object} />
    </div>
  )
}

function InspectorTabs({
  inspected,
  object,
}: {
  readonly inspected: ObjectRef
  readonly object: KubeObject | undefined
}) {
  const { t } = useTranslation('inspector')
  const [tab, setTab] = useState('why')
  const name = inspected.key.split('/').at(-1) ?? inspected.key
  return (
    <Tabs value={tab} onValueChange={setTab}>
      <header className="inspector__title">
        <h2 title={inspected.key}>{name}</h2>
        <Chip>{inspected.kind}</Chip>
      </header>
      <TabBar label={t('tabs')}>
        <Tab value="what">{t('what')}</Tab>
        <Tab value="why">{t('why')}</Tab>
        <Tab value="events">{t('events')}</Tab>
        <Tab value="yaml">{t('yaml')}</Tab>
      </TabBar>
      <TabPanel value="what" tabIndex={-1}>
        {object === undefined ? <Gone /> : <WhatTab object={object} />}
      </TabPanel>
      <TabPanel value="why" tabIndex={-1}>
        {object === undefined ? <Gone /> : <WhyTab object={object} />}
      </TabPanel>
      <TabPanel value="events" tabIndex={-1}>
        <ObjectEvents inspected={inspected} />
      </TabPanel>
      <TabPanel value="yaml" tabIndex={-1}>
        {object === undefined ? (
          <Gone />
        ) : (
          <ErrorBoundary>
            <Suspense fallback={<Skeleton lines={10} label={t('yaml')} />}>
              <YamlTab object={object} />
            </Suspense>
          </ErrorBoundary>
        )}
      </TabPanel>
    </Tabs>
  )
}

function Gone() {
  const { t } = useTranslation('inspector')
  const daemonSet = useSelection(state => state.daemonSet !== undefined)
  return (
    <EmptyState
      title={t('goneTitle')}
      action={daemonSet ? <Button onClick={() => select(undefined)}>{t('backToDaemonSet')}</Button> : undefined}
    >
      {t('goneText')}
    </EmptyState>
  )
}
