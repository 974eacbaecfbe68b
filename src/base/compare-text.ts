/** Orders texts by their code units, as Go orders strings, whatever the language of the machine. For `sort`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
