/** The id of the element that menus and tips are put into: within the page's main part, so that they belong to a landmark. */
export const OVERLAY_ROOT = 'overlays'

/** Where to put what floats over the page; the body where the page has no place for it. */
export const overlayRoot = (): HTMLElement | undefined => document.getElementById(OVERLAY_ROOT) ?? undefined
