import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { tell } from './notices'

/** Reads; null when there is nothing, or storage is forbidden. */
export function readStored(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Writes; when storage is full or forbidden, says so once and lets the work go on. */
export function writeStored(key: string, text: string): boolean {
  try {
    globalThis.localStorage.setItem(key, text)
    return true
  } catch {
    tell({
      topic: 'storage',
      level: 'warning',
      title: 'This browser does not keep your work.',
      detail:
        'Its storage is full or forbidden. Everything works until you close the page: use Save or Share to keep it.',
    })
    return false
  }
}

/** zustand's persistence on top of the two. What cannot be parsed counts as nothing. */
export function safeStorage<T>(): PersistStorage<T> {
  return {
    getItem(name) {
      const text = readStored(name)
      if (text === null) return null
      try {
        return JSON.parse(text) as StorageValue<T>
      } catch {
        return null
      }
    },
    setItem(name, value) {
      writeStored(name, JSON.stringify(value))
    },
    removeItem(name) {
      try {
        globalThis.localStorage.removeItem(name)
      } catch {
        // Nothing is kept anyway.
      }
    },
  }
}
