import type { KubeObject } from './object'

/** A core/v1 Event: what a component says about an object. */
export interface EventObject extends KubeObject {
  readonly involvedObject: {
    readonly apiVersion?: string
    readonly kind: string
    readonly namespace?: string
    readonly name: string
    readonly uid?: string
    readonly fieldPath?: string
    readonly resourceVersion?: string
  }
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count?: number
  readonly firstTimestamp: string | null
  readonly lastTimestamp: string | null
  /** In place of the three above, in the newer form that the scheduler writes. */
  readonly eventTime?: string | null
  readonly series?: { readonly count: number; readonly lastObservedTime: string }
  readonly action?: string
  readonly source: { readonly component?: string; readonly host?: string }
  readonly reportingComponent?: string
  readonly reportingInstance?: string
}

export interface EventTimes {
  readonly first: string
  readonly last: string
  readonly count: number
}

/** When an event was first and last seen and how often, in either of the two forms that events come in. */
export function eventTimes({ firstTimestamp, lastTimestamp, eventTime, series, count }: EventObject): EventTimes {
  const first = firstTimestamp || eventTime || ''
  if (series !== undefined) return { first, last: series.lastObservedTime, count: series.count }
  return { first, last: lastTimestamp || first, count: count || 1 }
}

/** Who says it. */
export function eventComponent({ source, reportingComponent }: EventObject): string {
  return source?.component || reportingComponent || ''
}
