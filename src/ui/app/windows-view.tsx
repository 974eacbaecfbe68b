import i18next from 'i18next'
import { Component, type ReactNode, Suspense } from 'react'
import { useEdits } from '../../state/edits'
import { tell } from '../../state/notices'
import { later, NotLoaded } from '../kit'
import { laterWithWords } from './later-with-words'
import type { PageSlots } from './slots'
import { closeWindow, openWindow, type PageWindow, useWindows } from './windows'

const HelpWindow = laterWithWords(async () => (await import('./help-window')).HelpWindow)
const EditWindow = later(async () => (await import('../editor/edit-window')).EditWindow)
const Palette = laterWithWords(async () => (await import('./palette')).Palette)
const ShareWindow = laterWithWords(async () => (await import('./share-window')).ShareWindow)

/** The window that is open over the page, if any. */
export function Windows({ gallery: Gallery }: { readonly gallery: PageSlots['gallery'] }) {
  const open = useWindows(state => state.open)
  const editing = useEdits(state => state.edits.length > 0)
  return (
    <WindowBoundary key={open} of={open}>
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

interface WindowBoundaryProps {
  readonly of: PageWindow | undefined
  readonly children: ReactNode
}

/** A window that cannot be loaded or shown must not take the page with it. */
class WindowBoundary extends Component<WindowBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    const missing = error instanceof NotLoaded
    const { of } = this.props
    const retry = () => {
      if (missing) error.forget()
      this.setState({ failed: false })
      if (of !== undefined) openWindow(of)
    }
    tell({
      topic: 'window',
      level: 'error',
      title: i18next.t(missing ? 'windowNotLoaded' : 'windowFailed'),
      detail: missing ? i18next.t('kit:notLoadedText') : error instanceof Error ? error.message : String(error),
      action: { label: i18next.t('kit:tryAgain'), run: retry },
    })
    closeWindow()
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
