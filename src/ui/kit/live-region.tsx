import { useEffect, useState } from 'react'

/** What to say; as a function where making the words costs something, for most of it is never said. */
type Words = string | (() => string)
type Listener = (text: Words) => void
const listeners = new Set<Listener>()

/** Says `text` to those who listen to the page with a screen reader, when they have a moment. */
export function announce(text: Words): void {
  for (const listener of listeners) listener(text)
}

/** Announcements closer together than this (milliseconds) are joined: a fast rollout must not flood the listener. */
const GATHER = 1200

/** The polite live region. Put once into the page. */
export function LiveRegion() {
  const [text, setText] = useState('')
  useEffect(() => {
    let waiting: Words[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      // Of many the first two and the last: what began it, and where it stands.
      const chosen = waiting.length > 3 ? [...waiting.slice(0, 2), ...waiting.slice(-1)] : waiting
      setText(chosen.map(words => (typeof words === 'string' ? words : words())).join('. '))
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
