import { ScenarioNote } from '../gallery/scenario-note'
import { later } from '../kit'
import type { PageSlots } from './slots'

/** Which panel goes where. Most arrive after the frame: the page can be used before they are here. The note would push the cards away if it came late. */
export const panels: PageSlots = {
  editor: later(async () => (await import('../editor/editor-panel')).EditorPanel),
  terminal: later(async () => (await import('../terminal/terminal-panel')).TerminalPanel),
  inspector: later(async () => (await import('../inspector/inspector-panel')).InspectorPanel),
  gallery: later(async () => (await import('../gallery/gallery-dialog')).GalleryDialog),
  note: ScenarioNote,
}
