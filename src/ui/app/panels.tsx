import { EditorPanel } from '../editor/editor-panel'
import { ScenarioNote } from '../gallery/scenario-note'
import { later } from '../kit'
import { laterWithWords } from './later-with-words'
import type { PageSlots } from './slots'

/** Which panel goes where. The page can be used with editor and cluster; the note would push the cards away if it came late. */
export const panels: PageSlots = {
  editor: EditorPanel,
  terminal: laterWithWords(async () => (await import('../terminal/terminal-panel')).TerminalPanel, 'soon'),
  inspector: laterWithWords(async () => (await import('../inspector/inspector-panel')).InspectorPanel, 'soon'),
  gallery: later(async () => (await import('../gallery/gallery-dialog')).GalleryDialog),
  note: ScenarioNote,
}
