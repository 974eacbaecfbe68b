/** What a program prints to begin again on an empty screen. */
export const CLEAR_SCREEN = '\u001b[2J\u001b[H'
