import type { Browser, CDPSession } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Processor time (microseconds). */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Processor time of main-thread tasks: unlike their length, it does not grow when the machine has other things to do. */
export class MainThreadTrace {
  private readonly events: TraceEvent[] = []

  private constructor(private readonly session: CDPSession) {
    session.on('Tracing.dataCollected', ({ value }) => this.events.push(...(value as unknown as TraceEvent[])))
  }

  static async start(browser: Browser): Promise<MainThreadTrace> {
    const trace = new MainThreadTrace(await browser.newBrowserCDPSession())
    await trace.session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
    })
    return trace
  }

  /** Ends it. Milliseconds of every task on the main thread that worked most: the page's. */
  async end(): Promise<readonly number[]> {
    const complete = new Promise<void>(resolve => this.session.once('Tracing.tracingComplete', () => resolve()))
    await this.session.send('Tracing.end')
    await complete
    const threads = new Map<string, number[]>()
    for (const { name, pid, tid, args } of this.events) {
      if (name === 'thread_name' && args?.name === 'CrRendererMain') threads.set(`${pid}/${tid}`, [])
    }
    for (const { name, pid, tid, tdur = 0 } of this.events) {
      if (name === 'ThreadControllerImpl::RunTask') threads.get(`${pid}/${tid}`)?.push(tdur / 1000)
    }
    const work = (tasks: readonly number[]) => tasks.reduce((sum, task) => sum + task, 0)
    return [...threads.values()].sort((a, b) => work(b) - work(a))[0] ?? []
  }
}
