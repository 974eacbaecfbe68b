type Send = () => void

const waiting = new Set<Send>()

/** Typing in a large file is told to the page with a delay: `send` does it now. Answers how to take it back. */
export function waitToSend(send: Send): () => void {
  waiting.add(send)
  return () => waiting.delete(send)
}

/** Tells the page everything that has been typed so far: call it before files are used. */
export function sendTyping(): void {
  for (const send of [...waiting]) send()
}
