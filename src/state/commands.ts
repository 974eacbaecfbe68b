import { create } from 'zustand'
import { CLEAR_SCREEN } from '../base/clear-screen'
import type { CommandSource, Update } from '../protocol/protocol'

/** One command line and what it printed. `exit` is undefined while it runs. */
export interface CommandRecord {
  readonly id: number
  readonly at: number
  readonly line: string
  readonly source: CommandSource
  readonly output: readonly { readonly stream: 'out' | 'err'; readonly text: string }[]
  readonly exit: number | undefined
}

export interface CommandsState {
  /** By id, oldest first. */
  readonly commands: ReadonlyMap<number, CommandRecord>
}

export const useCommands = create<CommandsState>()(() => ({ commands: new Map() }))

/** What a new text leaves of the earlier ones: nothing of what it clears off the screen. Their number stays. */
function kept(output: CommandRecord['output'], text: string): CommandRecord['output'] {
  return text.includes(CLEAR_SCREEN) ? output.map(({ stream }) => ({ stream, text: '' })) : output
}

type CommandNews = Pick<Update, 'commands' | 'output' | 'exits'>

export function loadCommands(news: CommandNews): void {
  useCommands.setState({ commands: withNews(new Map(), news) })
}

export function applyCommandNews(news: CommandNews): void {
  if (news.commands.length + news.output.length + news.exits.length === 0) return
  useCommands.setState(state => ({ commands: withNews(new Map(state.commands), news) }))
}

function withNews(
  commands: Map<number, CommandRecord>,
  { commands: begun, output, exits }: CommandNews,
): Map<number, CommandRecord> {
  for (const echo of begun) commands.set(echo.id, { ...echo, output: [], exit: undefined })
  for (const { id, stream, text } of output) {
    const command = commands.get(id)
    if (command !== undefined)
      commands.set(id, { ...command, output: [...kept(command.output, text), { stream, text }] })
  }
  for (const { id, code } of exits) {
    const command = commands.get(id)
    if (command !== undefined) commands.set(id, { ...command, exit: code })
  }
  return commands
}
