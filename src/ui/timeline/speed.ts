export const SLOWEST = 0.1
export const FASTEST = 100

/** The slider runs over powers of ten: -1 is 0.1x, 0 is 1x, 2 is 100x. */
export const toSlider = (speed: number) => Math.log10(speed)

/** Speeds that people name: two digits, no more. */
export function fromSlider(position: number): number {
  const speed = 10 ** position
  const digit = 10 ** Math.floor(Math.log10(speed) + 1e-9)
  const rounded = Math.round((speed / digit) * 2) / 2
  return Math.min(FASTEST, Math.max(SLOWEST, Number((rounded * digit).toPrecision(2))))
}

/** The next speed up or down on a scale of 1, 2, 5. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const scale = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
  const next = direction === 1 ? scale.find(each => each > speed + 1e-9) : scale.findLast(each => each < speed - 1e-9)
  return next ?? (direction === 1 ? FASTEST : SLOWEST)
}

/** `4x`, `0.5x`. */
export const speedText = (speed: number) => `${Number(speed.toPrecision(2))}x`

/** `02:14.3`, with hours where there are any. */
export function clockText(now: number): string {
  const tenths = Math.floor(now / 100)
  const seconds = Math.floor(tenths / 10)
  const hours = Math.floor(seconds / 3600)
  const two = (value: number) => String(value).padStart(2, '0')
  const text = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${tenths % 10}`
  return hours > 0 ? `${hours}:${text}` : text
}
