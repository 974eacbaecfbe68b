/** The moment at which every scenario's clock starts, unless it says otherwise: 2026-01-01T00:00:00Z, in Unix milliseconds. */
export const SCENARIO_EPOCH = Date.UTC(2026, 0, 1)

const pad = (value: number) => (value < 10 ? `0${value}` : String(value))

/** The latest texts, each in the place of its second: the same few moments are written again and again. */
const KEPT = 256
const seconds = new Array<number>(KEPT).fill(Number.NaN)
const texts = new Array<string>(KEPT).fill('')

/** Virtual milliseconds to an API timestamp (RFC 3339, whole seconds): what metav1.Time prints. */
export function toTimestamp(now: number): string {
  const second = Math.floor((SCENARIO_EPOCH + now) / 1000)
  const place = ((second % KEPT) + KEPT) % KEPT
  if (seconds[place] !== second) {
    seconds[place] = second
    texts[place] = timestampText(second)
  }
  return texts[place] ?? ''
}

function timestampText(second: number): string {
  const date = new Date(second * 1000)
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}T${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}Z`
}

/** An API timestamp to virtual milliseconds; NaN for text that is no timestamp. */
export function fromTimestamp(timestamp: string): number {
  return Date.parse(timestamp) - SCENARIO_EPOCH
}
