/** Width of a character of a chip, of what a chip adds to its text, and of the line, in canvas pixels. */
const CHARACTER = 6.35
const PADDING = 19
const LINE = 200
/** The chip that counts those left out. */
const MORE = 30

/** How many chips fit on a card's line. Reckoned from the text, so that nothing has to be measured or to jump. */
export function fitChips(texts: readonly string[]): number {
  let used = 0
  for (const [index, text] of texts.entries()) {
    used += text.length * CHARACTER + PADDING
    const isLast = index === texts.length - 1
    // The first is always shown, cut off if need be.
    if (index > 0 && used > LINE - (isLast ? 0 : MORE)) return index
  }
  return texts.length
}
