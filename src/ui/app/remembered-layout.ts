import type { Layout } from 'react-resizable-panels'
import { useSettings } from '../../state/settings'

/** Sizes before a person has changed any: pixels, or a share of the width (per cent) with a least size. */
export const SIZES = {
  left: { share: 27, min: 260 },
  inspector: { share: 22.5, min: 230 },
  terminal: 224,
  foot: 140,
}

/** The panels of each group, in order. */
const GROUPS = {
  rows: ['columns', 'foot'],
  columns: ['left', 'cluster', 'inspector'],
  left: ['editor', 'terminal'],
} as const

type Group = keyof typeof GROUPS
type Sizes<G extends Group> = Readonly<Record<(typeof GROUPS)[G][number], number>>

/** Sizes of a group's panels as the person left them, in per cent; undefined when they never touched them. */
export function rememberedSizes<G extends Group>(group: G): Sizes<G> | undefined {
  const panels: readonly string[] = GROUPS[group]
  const stored = useSettings.getState().layout[group]
  if (stored === undefined || stored.length !== panels.length) return undefined
  return Object.fromEntries(panels.map((panel, index) => [panel, stored[index] ?? 0])) as Sizes<G>
}

/** Sizes of a group of panels as the person left them, and a callback that remembers new ones. */
export function useRememberedLayout(group: Group) {
  const onLayoutChanged = (layout: Layout, { isUserInteraction }: { isUserInteraction: boolean }) => {
    if (!isUserInteraction) return
    const sizes = GROUPS[group].map(panel => layout[panel] ?? 0)
    useSettings.setState(state => ({ layout: { ...state.layout, [group]: sizes } }))
  }
  // While dragging, the group itself knows its sizes best: it reads this once.
  return { defaultLayout: rememberedSizes(group) as Layout | undefined, onLayoutChanged }
}
