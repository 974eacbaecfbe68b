import { useEffect, useState } from 'react'

type Listener = (text: string) => void
const listeners = new Set<Listener>()

/** Says `text` to those who listen to the page with a screen reader, when they have a moment. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text)
}

/** Announcements closer together than this (milliseconds) are joined: a fast rollout must not flood the listener. */
const GATHER = 1200

/** The polite live region. Put once into the page. */
export function LiveRegion() {
  const [text, setText] = useState('')
  useEffect(() => {
    let waiting: string[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      setText(
        waiting.length > 3 ? [...waiting.slice(0, 2), `… ${waiting.at(-1) ?? ''}`].join('. ') : waiting.join('. '),
      )
      waiting = []
    }
    const listener: Listener = next => {
      waiting.push(next)
      timer ??= setTimeout(flush, GATHER)
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      clearTimeout(timer)
    }
  }, [])
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-testid="live-region">
      {text}
    </div>
  )
}
