import { lazy } from 'react'
import type { PageSlots } from './slots'

/** Which panel goes where. All of them arrive after the frame: the page can be used before they are here. */
export const panels: PageSlots = {
  editor: lazy(async () => ({ default: (await import('../editor/editor-panel')).EditorPanel })),
  terminal: lazy(async () => ({ default: (await import('../terminal/terminal-panel')).TerminalPanel })),
  inspector: lazy(async () => ({ default: (await import('../inspector/inspector-panel')).InspectorPanel })),
  gallery: lazy(async () => ({ default: (await import('../gallery/gallery-dialog')).GalleryDialog })),
  note: lazy(async () => ({ default: (await import('../gallery/scenario-note')).ScenarioNote })),
}
