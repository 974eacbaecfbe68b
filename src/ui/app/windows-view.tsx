import i18next from 'i18next'
import { Component, lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useEdits } from '../../state/edits'
import { tell } from '../../state/notices'
import type { PageSlots } from './slots'
import { closeWindow, useWindows } from './windows'

const HelpWindow = lazy(async () => ({ default: (await import('./help-window')).HelpWindow }))
const EditWindow = lazy(async () => ({ default: (await import('../editor/edit-window')).EditWindow }))
const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }))
const ShareWindow = lazy(async () => ({ default: (await import('./share-window')).ShareWindow }))

/** Small parts that are needed only later: fetched while nothing else is to do, because then there may be no network. */
const LATER = [
  () => import('./help-window'),
  () => import('../editor/edit-window'),
  () => import('./palette'),
  () => import('./share-window'),
  () => import('../gallery/gallery-dialog'),
  () => import('../editor/server-errors'),
  () => import('../inspector/yaml-tab'),
  () => import('../../scenario/share-link'),
]
const LATER_MS = 4_000

/** The window that is open over the page, if any. */
export function Windows({ gallery: Gallery }: { readonly gallery: PageSlots['gallery'] }) {
  const open = useWindows(state => state.open)
  const editing = useEdits(state => state.edits.length > 0)
  useEffect(() => {
    const timer = setTimeout(() => {
      // What cannot be had now may be had when it is wanted.
      for (const load of LATER) void load().catch(() => {})
    }, LATER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <WindowBoundary key={open}>
      <Suspense fallback={null}>
        {open === 'gallery' && <Gallery onClose={closeWindow} />}
        {open === 'help' && <HelpWindow />}
        {open === 'palette' && <Palette />}
        {open === 'share' && <ShareWindow />}
        {editing && <EditWindow />}
      </Suspense>
    </WindowBoundary>
  )
}

/** A window that cannot be loaded or shown must not take the page with it. */
class WindowBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    tell({
      topic: 'window',
      level: 'error',
      title: i18next.t('windowFailed'),
      detail: error instanceof Error ? error.message : String(error),
    })
    closeWindow()
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
