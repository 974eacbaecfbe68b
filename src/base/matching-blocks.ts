/** A run of `length` lines that are equal in both texts. */
interface Block {
  readonly before: number
  readonly after: number
  readonly length: number
}

/** Part of both texts, ends excluded. */
interface Window {
  readonly before: readonly [from: number, to: number]
  readonly after: readonly [from: number, to: number]
}

/** In a text of so many lines, the lines that are found everywhere are no place to begin a match. */
const LONG = 200

/**
 * The runs of lines that two texts have in common, in order: the longest run of all, then likewise to its left and right. People find
 * this easier to read than the shortest way from one text to the other.
 */
// Models github.com/pmezard/go-difflib difflib.go GetMatchingBlocks (as Python's difflib)
export function matchingBlocks(before: readonly string[], after: readonly string[]): readonly Block[] {
  const places = placesOf(after)
  const blocks: Block[] = []
  const search = (window: Window): void => {
    const block = longestMatch(before, after, places, window)
    if (block.length === 0) return
    const [i, j] = [block.before, block.after]
    const [nextI, nextJ] = [i + block.length, j + block.length]
    search({ before: [window.before[0], i], after: [window.after[0], j] })
    blocks.push(block)
    search({ before: [nextI, window.before[1]], after: [nextJ, window.after[1]] })
  }
  search({ before: [0, before.length], after: [0, after.length] })
  return blocks
}

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    const known = places.get(line)
    if (known === undefined) places.set(line, [index])
    else known.push(index)
  }
  if (lines.length < LONG) return places
  const common = Math.floor(lines.length / 100) + 1
  for (const [line, found] of places) if (found.length > common) places.delete(line)
  return places
}

function longestMatch(
  before: readonly string[],
  after: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  { before: [low, high], after: [left, right] }: Window,
): Block {
  let best: Block = { before: low, after: left, length: 0 }
  // Of the matches that end with the line above, by where they end in `after`.
  let lengths = new Map<number, number>()
  for (let i = low; i < high; i++) {
    const ending = new Map<number, number>()
    for (const j of places.get(before[i] ?? '') ?? []) {
      if (j < left || j >= right) continue
      const length = (lengths.get(j - 1) ?? 0) + 1
      ending.set(j, length)
      if (length > best.length) best = { before: i - length + 1, after: j - length + 1, length }
    }
    lengths = ending
  }
  return grown(before, after, best, { before: [low, high], after: [left, right] })
}

/** With the equal lines on both sides that the search has passed over. */
function grown(before: readonly string[], after: readonly string[], block: Block, window: Window): Block {
  let { before: i, after: j, length } = block
  while (i > window.before[0] && j > window.after[0] && before[i - 1] === after[j - 1]) {
    i -= 1
    j -= 1
    length += 1
  }
  const hasNext = () => i + length < window.before[1] && j + length < window.after[1]
  while (hasNext() && before[i + length] === after[j + length]) length += 1
  return { before: i, after: j, length }
}
