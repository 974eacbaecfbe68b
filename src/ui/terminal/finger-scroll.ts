/** xterm scrolls with a wheel only: a finger that moves up or down moves the rows (the browser itself pans to the sides). */
export function followFinger(place: HTMLElement, rows: { height(): number; scroll(by: number): void }): () => void {
  /** Where the finger was when rows were last moved (pixels). */
  let from: number | undefined
  const down = (event: PointerEvent) => {
    from = event.pointerType === 'touch' ? event.clientY : undefined
  }
  const move = (event: PointerEvent) => {
    if (from === undefined || event.pointerType !== 'touch') return
    const height = rows.height()
    const by = Math.trunc((from - event.clientY) / height)
    if (by === 0) return
    rows.scroll(by)
    from -= by * height
  }
  const up = () => {
    from = undefined
  }
  const follows = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up } as const
  for (const [name, follow] of Object.entries(follows)) place.addEventListener(name, follow as EventListener)
  return () => {
    for (const [name, follow] of Object.entries(follows)) place.removeEventListener(name, follow as EventListener)
  }
}
