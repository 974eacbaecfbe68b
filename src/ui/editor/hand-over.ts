/** What a person was doing in the plain editor when the rich one took its place. */
export interface HandOver {
  readonly file: string
  readonly selectionStart: number
  readonly selectionEnd: number
  readonly scrollTop: number
  readonly focused: boolean
}

let waiting: HandOver | undefined

/** Leaves it for whoever takes it next. */
export function leave(handOver: HandOver): void {
  waiting = handOver
}

/** Takes it, once. */
export function takeOver(): HandOver | undefined {
  const taken = waiting
  waiting = undefined
  return taken
}
