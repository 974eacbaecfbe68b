import { stateText } from './lab-watch'
import type { Entry } from './recording'

const SHORT = 1
const TOLERANCE = 1.5
const SHARE = 0.1

/** Whether two times (in seconds) are the same, given how exact recordings are. */
export function isSameTime(recorded: number, ours: number): boolean {
  return Math.abs(recorded - ours) <= Math.max(TOLERANCE, recorded * SHARE)
}

/** Whether a wait that is random in Kubernetes could have been this long, given what it was in two runs. */
export function isInRange([a, b]: readonly [number, number], ours: number): boolean {
  const [low, high] = a <= b ? [a, b] : [b, a]
  return ours >= low / 1.5 - TOLERANCE && ours <= high * 1.5 + TOLERANCE
}

interface Place {
  /** Next entries to compare. */
  readonly recorded: number
  readonly ours: number
  /** The last entries that were compared and count for gaps. */
  readonly since: readonly [recorded: number, ours: number]
  /** The state that both were in last. */
  readonly state: string | undefined
}

const START: Place = { recorded: 0, ours: 0, since: [0, 0], state: undefined }

/** What differs between a recorded series and ours, watched for so many seconds; undefined when they tell the same. */
export function seriesDifference(
  recorded: readonly Entry[],
  ours: readonly Entry[],
  seconds: number,
): string | undefined {
  const comparison = new SeriesComparison(recorded, ours, seconds)
  return comparison.matches(START) ? undefined : comparison.explain()
}

class SeriesComparison {
  private readonly dead = new Set<string>()
  private furthest = START
  private readonly recordedTexts: readonly string[]
  private readonly ourTexts: readonly string[]
  private readonly isOpenEnded: boolean

  constructor(
    private readonly recorded: readonly Entry[],
    private readonly ours: readonly Entry[],
    private readonly seconds: number,
  ) {
    this.recordedTexts = recorded.map(stateText)
    this.ourTexts = ours.map(stateText)
    this.isOpenEnded = recorded.some(({ gaps }) => gaps !== undefined)
  }

  /**
   * Whether the rest of both series fits from here on: ours may be passed over when short, theirs when marked so, and the
   * way back into the state that such an entry interrupted.
   */
  matches(place: Place): boolean {
    const key = `${place.recorded} ${place.ours} ${place.since.join(' ')} ${place.state}`
    if (this.dead.has(key)) return false
    if (place.recorded + place.ours > this.furthest.recorded + this.furthest.ours) this.furthest = place
    const theirs = this.recorded[place.recorded]
    const mine = this.ours[place.ours]
    if (theirs === undefined && (mine === undefined || this.isOpenEnded)) return true
    if (theirs !== undefined && mine !== undefined && this.fits(place)) {
      const since: Place['since'] = theirs.short ? place.since : [theirs.t, mine.t]
      const state = this.ourTexts[place.ours]
      if (this.matches({ recorded: place.recorded + 1, ours: place.ours + 1, since, state })) return true
    }
    if (mine !== undefined && (this.isShort(place.ours) || this.ourTexts[place.ours] === place.state)) {
      if (this.matches({ ...place, ours: place.ours + 1 })) return true
    }
    const isBack = this.recordedTexts[place.recorded] === place.state
    if (theirs !== undefined && (theirs.short || theirs.maybe || isBack)) {
      if (this.matches({ ...place, recorded: place.recorded + 1 })) return true
    }
    this.dead.add(key)
    return false
  }

  private fits({ recorded, ours, since }: Place): boolean {
    if (this.recordedTexts[recorded] !== this.ourTexts[ours]) return false
    const theirs = this.recorded[recorded] as Entry
    const mine = this.ours[ours] as Entry
    if (theirs.short) return true
    const gap = mine.t - since[1]
    if (theirs.gaps !== undefined) return isInRange(theirs.gaps, gap)
    return isSameTime(theirs.t, mine.t) || isSameTime(theirs.t - since[0], gap)
  }

  private isShort(index: number): boolean {
    const next = this.ours[index + 1]?.t ?? this.seconds
    return next - (this.ours[index]?.t ?? 0) < SHORT
  }

  explain(): string {
    const { recorded, ours } = this.furthest
    const list = (entries: readonly Entry[], at: number) => {
      const from = Math.max(0, at - 1)
      const lines = entries.slice(from, at + 2).map((entry, i) => `${i + from === at ? '→' : ' '} ${briefly(entry)}`)
      return lines.join('\n      ')
    }
    return `recorded:\n      ${list(this.recorded, recorded)}\n    ours:\n      ${list(this.ours, ours)}`
  }
}

function briefly({ t, why, ...state }: Entry): string {
  return `${t.toFixed(1)} ${JSON.stringify(state).replaceAll('"', '')}`
}
