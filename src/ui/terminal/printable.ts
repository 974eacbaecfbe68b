import { CLEAR_SCREEN } from '../../base/clear-screen'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

/**
 * Output as the terminal may show it: line ends for the terminal, every other control character made visible (`^[`), because
 * text from a manifest must not be able to steer the terminal. Only what empties the screen is let through, for `watch`: of
 * several such beginnings the last counts.
 */
export function printable(text: string): string {
  const screens = text.split(CLEAR_SCREEN)
  const shown = visible(screens.at(-1) ?? '')
  return screens.length === 1 ? shown : CLEAR_SCREEN + shown
}

const visible = (text: string) =>
  text
    .replaceAll(CONTROL, character => `^${String.fromCharCode((character.charCodeAt(0) ^ 0x40) & 0x7f)}`)
    .replaceAll('\n', '\r\n')

/** What the terminal says by itself. */
export const faint = (text: string) => `\x1b[90m${printable(text)}\x1b[0m`

/** What commands say on stderr: warnings in another colour than errors. */
export function complaint(text: string): string {
  return text.replaceAll(/^(?:Warning.*\n?|(?:(?!Warning).*\n?)+)/gm, lines => {
    if (lines === '') return ''
    return `\x1b[${lines.startsWith('Warning') ? 33 : 31}m${printable(lines)}\x1b[0m`
  })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const STEERING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g

/** Pasted text without what would steer the terminal. A tab is a space: nothing is completed in a text. */
export function pastedText(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(STEERING, '')
}
