/** Lines of the log that are no commands: something a person did to a command that was running. */
export type LogMark =
  | { readonly type: 'interrupt'; readonly id: number }
  /** The text that the command gave to edit was closed; undefined when it was not saved. */
  | { readonly type: 'edited'; readonly id: number; readonly text: string | undefined }

/** Ctrl-C for the command that is entry `id` of the log. */
export const interruptLine = (id: number) => `#interrupt ${id}`

/** The saved text stands below the line; null for one that was closed without saving. */
export const editedLine = (id: number, text: string | null) => `#edited ${id}${text === null ? '' : `\n${text}`}`

/** What a line of the log that is no command stands for; undefined for a command. */
export function readMark(line: string): LogMark | undefined {
  const match = /^#(interrupt|edited) (\d+)(?:\n([\s\S]*))?$/.exec(line)
  if (match === null) return undefined
  const id = Number(match[2])
  return match[1] === 'interrupt' ? { type: 'interrupt', id } : { type: 'edited', id, text: match[3] }
}

export const isMark = (line: string) => readMark(line) !== undefined
