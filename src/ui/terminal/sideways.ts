/** What moves the terminal sideways: tables are wider than it. */
export interface Sideways {
  /** To the left border, where the prompt is. */
  back(): void
  /** Whether the key moved the view. */
  takes(event: KeyboardEvent): boolean
  stop(): void
}

/** A key moves the view by this share of its width. */
const STEP = 0.4

/** Lets Shift with the arrow keys move the view, and tells the style how far it has been moved and whether there is more. */
export function followSideways(place: HTMLElement): Sideways {
  const tell = () => {
    const hidden = place.scrollWidth - place.clientWidth
    place.style.setProperty('--sideways', `${place.scrollLeft - hidden}px`)
    place.dataset.more = String(place.scrollLeft < hidden - 1)
    place.dataset.wide = String(hidden > 0)
  }
  const observer = new ResizeObserver(tell)
  observer.observe(place)
  if (place.firstElementChild !== null) observer.observe(place.firstElementChild)
  place.addEventListener('scroll', tell, { passive: true })
  return {
    back: () => {
      if (place.scrollLeft > 0) place.scrollLeft = 0
    },
    takes: event => {
      const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
      if (by === undefined || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false
      if (event.type === 'keydown') place.scrollBy({ left: by * place.clientWidth })
      event.preventDefault()
      return true
    },
    stop: () => {
      observer.disconnect()
      place.removeEventListener('scroll', tell)
    },
  }
}
