import { Suspense, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { part } from '../../state/parts'
import { ClusterPanel } from '../canvas/cluster-panel'
import { ErrorBoundary, released, Skeleton, takeOver } from '../kit'
import { TimePanel } from '../timeline/time-panel'
import { makeHosts } from './frame-places'
import { startAgain } from './scenario-file'
import type { PageSlots } from './slots'
import { StillFrame } from './still-frame'
import './frame.css'

/** The wide page: three columns, below them terminal and time. It stands still until what resizes it has been loaded. */
export function Frame({ slots }: { readonly slots: PageSlots }) {
  const { t } = useTranslation()
  const [hosts] = useState(makeHosts)
  const Layout = useResizableFrame() ?? StillFrame
  return (
    <>
      <Layout hosts={hosts} />
      {createPortal(<Place name="editor" of={slots.editor} />, hosts.editor)}
      {createPortal(<Place name="terminal" of={slots.terminal} />, hosts.terminal)}
      {createPortal(
        <section className="frame__place" id="cluster-place" tabIndex={-1} aria-label={t('panels.cluster')}>
          <ErrorBoundary>
            <ClusterPanel note={slots.note} />
          </ErrorBoundary>
        </section>,
        hosts.cluster,
      )}
      {createPortal(<Place name="inspector" of={slots.inspector} />, hosts.inspector)}
      {createPortal(
        <section className="frame__place" aria-label={t('panels.time')}>
          <ErrorBoundary>
            <TimePanel onReset={() => void startAgain()} />
          </ErrorBoundary>
        </section>,
        hosts.time,
      )}
    </>
  )
}

const resizableFrame = part(async () => (await import('./resizable-frame')).ResizableFrame, 'soon')

/** The frame whose borders can be dragged, when it is there. Where it cannot be had, the page does without. */
function useResizableFrame() {
  const [Resizable, setResizable] = useState(() => resizableFrame.loaded)
  useEffect(() => {
    let gone = false
    const root = () => document.querySelector<HTMLElement>('.frame')?.parentElement ?? null
    void resizableFrame.whenLoaded().then(async Loaded => {
      await released(root)
      if (!gone)
        takeOver(
          root(),
          () => setResizable(() => Loaded),
          // The very same element, in another place.
          focused => (focused instanceof HTMLElement ? focused : null),
        )
    })
    return () => {
      gone = true
    }
  }, [])
  return Resizable
}

/** One panel's place: named, filled, with a skeleton until the panel has arrived. */
export function Place({
  name,
  of: Content,
}: {
  readonly name: 'editor' | 'terminal' | 'inspector'
  readonly of: PageSlots['editor']
}) {
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
