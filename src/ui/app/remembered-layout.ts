import type { Layout } from 'react-resizable-panels'
import { useSettings } from '../../state/settings'

/** Sizes of a group of panels as the person left them, and a callback that remembers new ones. */
export function useRememberedLayout(group: string, panels: readonly string[]) {
  // Read once: while dragging, the group itself knows its sizes best.
  const stored = useSettings.getState().layout[group]
  const usable = stored !== undefined && stored.length === panels.length
  const defaultLayout: Layout | undefined = usable
    ? Object.fromEntries(panels.map((panel, index) => [panel, stored[index] ?? 0]))
    : undefined
  const onLayoutChanged = (layout: Layout, { isUserInteraction }: { isUserInteraction: boolean }) => {
    if (!isUserInteraction) return
    const sizes = panels.map(panel => layout[panel] ?? 0)
    useSettings.setState(state => ({ layout: { ...state.layout, [group]: sizes } }))
  }
  return { defaultLayout, onLayoutChanged }
}
