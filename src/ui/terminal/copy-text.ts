import { notify } from '../kit'

/** Puts the text on the clipboard and says so. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify({ kind: 'done', text: said })
  } catch {
    // Not allowed in this browser: the text can still be selected by hand.
  }
}
