/** What Tab does to the text before the cursor: more of the word, or the choices to show. */
export interface Completed {
  readonly text: string
  readonly choices: readonly string[]
}

/** `candidates` are whole words for the last one of `text`. A single one is finished with a space, unless it asks for more. */
export function completeWord(text: string, candidates: readonly string[]): Completed {
  const word = /[^\s|;&<>()"'`]*$/.exec(text)?.[0] ?? ''
  const fitting = candidates.filter(candidate => candidate.startsWith(word))
  const [only] = fitting
  if (only === undefined) return { text, choices: [] }
  const before = text.slice(0, text.length - word.length)
  if (fitting.length === 1) return { text: before + only + (/[=/,:.]$/.test(only) ? '' : ' '), choices: [] }
  const shared = sharedStart(fitting)
  return { text: before + shared, choices: shared.length > word.length ? [] : fitting }
}

function sharedStart(words: readonly string[]): string {
  let [shared = ''] = words
  for (const word of words) while (!word.startsWith(shared)) shared = shared.slice(0, -1)
  return shared
}

/** The choices in columns that fit the width, as a shell lists them. */
export function inColumns(choices: readonly string[], width: number): string {
  const cell = Math.max(...choices.map(choice => choice.length)) + 2
  const columns = Math.max(1, Math.floor(width / cell))
  const rows = Math.ceil(choices.length / columns)
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: columns }, (_, column) => choices[column * rows + row] ?? '')
    lines.push(
      cells
        .map(text => text.padEnd(cell))
        .join('')
        .trimEnd(),
    )
  }
  return lines.join('\n')
}
