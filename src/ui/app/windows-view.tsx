import { lazy, Suspense } from 'react'
import type { PageSlots } from './slots'
import { closeWindow, useWindows } from './windows'

const HelpWindow = lazy(async () => ({ default: (await import('./help-window')).HelpWindow }))
const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }))
const ShareWindow = lazy(async () => ({ default: (await import('./share-window')).ShareWindow }))

/** The window that is open over the page, if any. */
export function Windows({ gallery: Gallery }: { readonly gallery: PageSlots['gallery'] }) {
  const open = useWindows(state => state.open)
  return (
    <Suspense fallback={null}>
      {open === 'gallery' && <Gallery onClose={closeWindow} />}
      {open === 'help' && <HelpWindow />}
      {open === 'palette' && <Palette />}
      {open === 'share' && <ShareWindow />}
    </Suspense>
  )
}
