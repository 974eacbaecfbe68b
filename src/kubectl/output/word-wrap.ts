/** Breaks lines at spaces so that they stay within `limit` characters; longer words stand alone. Spaces within a line stay. */
// Models github.com/mitchellh/go-wordwrap WrapString
export function wrapWords(text: string, limit: number): string {
  let wrapped = ''
  let width = 0
  let spaces = ''
  let word = ''
  const flush = () => {
    wrapped += spaces + word
    width += spaces.length + word.length
    spaces = ''
    word = ''
  }
  for (const character of text) {
    if (character === '\n') {
      if (word === '' && width + spaces.length > limit) spaces = ''
      flush()
      wrapped += '\n'
      width = 0
    } else if (character === ' ' || character === '\t') {
      if (word !== '') flush()
      spaces += character
    } else {
      word += character
      if (width + spaces.length + word.length > limit && word.length < limit) {
        wrapped += '\n'
        width = 0
        spaces = ''
      }
    }
  }
  if (word !== '' || width + spaces.length <= limit) flush()
  return wrapped
}
