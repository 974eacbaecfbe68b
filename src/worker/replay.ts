import type { ChangeSet } from '../engine/change-set'
import type { CommandEcho, Update } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import type { Session } from './session/session'

/** A page that opens a scenario with a long past does not need more of it than this. */
const HISTORY_LIMIT = 20_000
/** Characters of output kept, the newest. */
const OUTPUT_LIMIT = 4_000_000

/** Plays a scenario's log in slices, and keeps of the past what a page can use. */
export class Replay {
  private history: ChangeSet[] = []
  private readonly commands: CommandEcho[] = []
  private output: Update['output'][number][] = []
  private readonly exits: Update['exits'][number][] = []

  constructor(
    private readonly scenario: Scenario,
    private readonly session: Session,
  ) {}

  /** True when the whole log has been played. */
  run(enough: () => boolean): boolean {
    const done = this.session.replay(enough)
    const { changes, commands, output, exits } = this.session.takeNews()
    this.history = [...this.history, ...changes].slice(-HISTORY_LIMIT)
    this.commands.push(...commands)
    this.exits.push(...exits)
    this.output = newest([...this.output, ...output])
    return done
  }

  /** How much of it is done, 0 to 1: half of it counts commands, half virtual time. */
  get fraction(): number {
    const { log, time } = this.scenario
    const entries = this.session.entries / Math.max(1, log.length)
    const clock = this.session.now / Math.max(1, time)
    return Math.min(1, log.length === 0 ? clock : (entries + clock) / 2)
  }

  get past() {
    const { history, commands, output, exits } = this
    return { history, commands, output, exits }
  }
}

function newest(output: Update['output'][number][]): Update['output'][number][] {
  let length = 0
  let first = output.length
  while (first > 0 && length <= OUTPUT_LIMIT) {
    first -= 1
    length += output[first]?.text.length ?? 0
  }
  return first === 0 ? output : output.slice(first)
}
