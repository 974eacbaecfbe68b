import { create } from 'zustand'

export type PageWindow = 'gallery' | 'help' | 'palette' | 'share'

/** Which window is open over the page; one at a time. */
export const useWindows = create<{ readonly open: PageWindow | undefined }>()(() => ({ open: undefined }))

export const openWindow = (name: PageWindow) => useWindows.setState({ open: name })
export const closeWindow = () => useWindows.setState({ open: undefined })

/** The panel in front on a narrow screen. */
export type NarrowPanel = 'editor' | 'cluster' | 'inspector' | 'terminal'
export const useNarrowPanel = create<{ readonly panel: NarrowPanel }>()(() => ({ panel: 'cluster' }))
export const showPanel = (panel: NarrowPanel) => useNarrowPanel.setState({ panel })
