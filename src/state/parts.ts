import i18next from 'i18next'
import { create } from 'zustand'
import { keepOfflineCopy } from '../client/offline-copy'
import { dismiss, tell } from './notices'

/**
 * Code that comes after the page can be used: loaded when it is needed, or ahead of need. Calling it loads it, once; after a
 * failure the next call tries again.
 */
export interface Part<T> {
  (): Promise<T>
  /** What it is, once it is there. */
  readonly loaded: T | undefined
  /** Waits until somebody has loaded it: `loadAhead` will. */
  whenLoaded(): Promise<T>
}

interface Listed {
  readonly load: Part<unknown>
  readonly soon: boolean
}

const parts: Listed[] = []

/**
 * Makes a part out of what loads it. Every part is fetched by `loadAhead`, without being listed anywhere; `soon`: what the
 * page is not whole without comes first.
 */
export function part<T>(load: () => Promise<T>, when: 'soon' | 'later' = 'later'): Part<T> {
  let asked: Promise<T> | undefined
  let arrive: (loaded: T) => void = () => {}
  const arrival = new Promise<T>(resolve => {
    arrive = resolve
  })
  const own = Object.assign(
    () => {
      asked ??= load().then(
        loaded => {
          own.loaded = loaded
          arrive(loaded)
          return loaded
        },
        error => {
          asked = undefined
          throw error
        },
      )
      return asked
    },
    { loaded: undefined as T | undefined, whenLoaded: () => arrival },
  )
  parts.push({ load: own, soon: when === 'soon' })
  return own
}

let begin = () => {}

/** Resolves when the page can be used. What is not needed for that leaves it the network until then. */
export const usable = new Promise<void>(resolve => {
  begin = resolve
})

/**
 * How far the page is from doing without a network: `no` while something is missing; `open` when everything is loaded, for as
 * long as the page is open; `kept` when it can also be opened again.
 */
export const useOffline = create<{ readonly ready: 'no' | 'open' | 'kept' }>()(() => ({ ready: 'no' }))

/** Between two tries of what could not be had (milliseconds). */
const TRY_AGAIN_MS = 10_000

/**
 * Call it when the page can be used. Loads every part: the `soon` ones together, the others one by one and while there is
 * nothing else to do. What could not be had is tried again.
 */
export async function loadAhead(): Promise<void> {
  performance.mark('usable')
  begin()
  await Promise.allSettled(parts.filter(({ soon }) => soon).map(({ load }) => load()))
  while (!(await loadRest())) {
    tell({
      topic: 'parts',
      level: 'warning',
      title: i18next.t('notices:partsMissing'),
      detail: i18next.t('notices:partsMissingDetail'),
    })
    await new Promise(resolve => setTimeout(resolve, TRY_AGAIN_MS))
  }
  dismiss('parts')
  useOffline.setState({ ready: (await keepOfflineCopy()) ? 'kept' : 'open' })
}

/** True when every part is there. */
async function loadRest(): Promise<boolean> {
  let complete = true
  // Loading a part may bring in others: the list grows under way.
  for (const { load } of parts) {
    if (load.loaded !== undefined) continue
    await whenIdle()
    await load().catch(() => {
      complete = false
    })
  }
  return complete
}

/** After what the browser has to draw now; soon in any case. */
export function whenIdle(): Promise<void> {
  return new Promise(resolve => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 3_000 })
    else setTimeout(resolve, 200)
  })
}
