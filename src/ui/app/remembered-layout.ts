import type { Layout } from 'react-resizable-panels'
import { useSettings } from '../../state/settings'
import type { FrameGroup } from './frame-layout'

/** Sizes of a group's parts as the person left them, in per cent by id; undefined when they never touched them. */
export function rememberedSizes({ id, parts }: FrameGroup): Readonly<Record<string, number>> | undefined {
  const stored = useSettings.getState().layout[id]
  if (stored === undefined || stored.length !== parts.length) return undefined
  return Object.fromEntries(parts.map((part, index) => [part.id, stored[index] ?? 0]))
}

/** Sizes of a group's parts as the person left them, and a callback that remembers new ones. */
export function rememberedLayout(group: FrameGroup) {
  const onLayoutChanged = (layout: Layout, { isUserInteraction }: { isUserInteraction: boolean }) => {
    if (!isUserInteraction) return
    const sizes = group.parts.map(({ id }) => layout[id] ?? 0)
    useSettings.setState(state => ({ layout: { ...state.layout, [group.id]: sizes } }))
  }
  // While dragging, the group itself knows its sizes best: it reads this once.
  return { defaultLayout: rememberedSizes(group) as Layout | undefined, onLayoutChanged }
}
