// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

/**
 * Output as the terminal may show it: line ends for the terminal, every other control character made visible (`^[`), because
 * text from a manifest must not be able to steer the terminal.
 */
export function printable(text: string): string {
  return text
    .replaceAll(CONTROL, character => `^${String.fromCharCode((character.charCodeAt(0) ^ 0x40) & 0x7f)}`)
    .replaceAll('\n', '\r\n')
}
