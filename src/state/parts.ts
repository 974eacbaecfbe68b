import { create } from 'zustand'
import { keepOfflineCopy } from '../client/offline-copy'

/**
 * Code that comes after the page can be used: loaded when it is needed, or ahead of need. Calling it loads it, once; after a
 * failure the next call tries again.
 */
export interface Part<T> {
  (): Promise<T>
  /** What it is, once it is there. */
  readonly loaded: T | undefined
}

const parts: Part<unknown>[] = []

/** Makes a part out of what loads it. Every part is fetched by `loadAhead`, without being listed anywhere. */
export function part<T>(load: () => Promise<T>): Part<T> {
  let asked: Promise<T> | undefined
  const own = Object.assign(
    () => {
      asked ??= load().then(
        loaded => {
          own.loaded = loaded
          return loaded
        },
        error => {
          asked = undefined
          throw error
        },
      )
      return asked
    },
    { loaded: undefined as T | undefined },
  )
  parts.push(own)
  return own
}

/**
 * How far the page is from doing without a network: `no` while something is missing; `open` when everything is loaded, for as
 * long as the page is open; `kept` when it can also be opened again.
 */
export const useOffline = create<{ readonly ready: 'no' | 'open' | 'kept' }>()(() => ({ ready: 'no' }))

/** Between two tries of what could not be had (milliseconds). */
const TRY_AGAIN_MS = 10_000

/** Loads every part, one after the other and while there is nothing else to do; tries again what could not be had. */
export async function loadAhead(): Promise<void> {
  let complete: boolean
  do {
    complete = true
    // Loading a part may bring in others: the list grows under way.
    for (const each of parts) {
      if (each.loaded !== undefined) continue
      await whenIdle()
      await each().catch(() => {
        complete = false
      })
    }
    if (!complete) await new Promise(resolve => setTimeout(resolve, TRY_AGAIN_MS))
  } while (!complete)
  useOffline.setState({ ready: (await keepOfflineCopy()) ? 'kept' : 'open' })
}

/** After what the browser has to draw now; soon in any case. */
export function whenIdle(): Promise<void> {
  return new Promise(resolve => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 3_000 })
    else setTimeout(resolve, 200)
  })
}
