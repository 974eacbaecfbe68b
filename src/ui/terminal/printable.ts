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
