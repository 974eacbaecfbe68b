const SLOWEST = 0.1
const FASTEST = 100

/** The notches of the slider: evenly apart on a logarithmic scale, and numbers that people name. */
const NOTCHES = [0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100]
export const LAST_NOTCH = NOTCHES.length - 1

/** The notch nearest to a speed. */
export function toSlider(speed: number): number {
  const distance = (notch: number) => Math.abs(Math.log(notch / speed))
  return NOTCHES.reduce((best, notch, index) => (distance(notch) < distance(NOTCHES[best] ?? 1) ? index : best), 0)
}

export const fromSlider = (notch: number) => NOTCHES[notch] ?? 1

/** The next speed up or down on a scale of 1, 2, 5. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const scale = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
  const next = direction === 1 ? scale.find(each => each > speed + 1e-9) : scale.findLast(each => each < speed - 1e-9)
  return next ?? (direction === 1 ? FASTEST : SLOWEST)
}

/** `4x`, `0.5x`. */
export const speedText = (speed: number) => `${Number(speed.toPrecision(2))}x`
