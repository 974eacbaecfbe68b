import i18next from 'i18next'
import type { PersistStorage, StorageValue } from 'zustand/middleware'
import { dismiss, tell } from './notices'

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
    dismiss('storage')
    return true
  } catch {
    tell({
      topic: 'storage',
      level: 'warning',
      title: i18next.t('notices:notKept'),
      detail: i18next.t('notices:notKeptDetail'),
    })
    return false
  }
}

/** Reads what this tab alone keeps: it lives as long as the tab, over reloads. */
export function readOwn(key: string): string | null {
  try {
    return globalThis.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** Writes for this tab alone. When it cannot be kept, what was kept before is taken away: it is older than what others keep. */
export function writeOwn(key: string, text: string): void {
  try {
    globalThis.sessionStorage.setItem(key, text)
  } catch {
    try {
      globalThis.sessionStorage.removeItem(key)
    } catch {
      // Storage is forbidden altogether.
    }
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
