import { describe, expect, it } from 'vitest'
import { nextTime } from './cron-next'
import { parseSchedule } from './cron-schedule'

function next(text: string, after: string, count = 1): string[] {
  const schedule = parseSchedule(text)
  if (typeof schedule === 'string') throw new Error(schedule)
  const times: string[] = []
  let time: number | undefined = Date.parse(after)
  for (let i = 0; i < count && time !== undefined; i++) {
    time = nextTime(schedule, time)
    times.push(time === undefined ? 'never' : new Date(time).toISOString().slice(0, 16))
  }
  return times
}

describe('a schedule is due', () => {
  it.each([
    ['* * * * *', '2026-01-01T00:00:00Z', ['2026-01-01T00:01', '2026-01-01T00:02']],
    ['*/15 * * * *', '2026-01-01T00:14:59Z', ['2026-01-01T00:15', '2026-01-01T00:30']],
    ['0 2 * * *', '2026-01-31T02:00:00Z', ['2026-02-01T02:00']],
    ['30 6-16/4 * * 1-5', '2026-01-02T15:00:00Z', ['2026-01-05T06:30', '2026-01-05T10:30']],
    ['0 0 1 1 *', '2026-05-01T00:00:00Z', ['2027-01-01T00:00']],
    ['@weekly', '2026-01-01T00:00:00Z', ['2026-01-04T00:00']],
    // Either day is enough when none of them is a star.
    ['0 0 13 * fri', '2026-03-01T00:00:00Z', ['2026-03-06T00:00', '2026-03-13T00:00', '2026-03-20T00:00']],
    ['0 0 31 2 *', '2026-01-01T00:00:00Z', ['never']],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', ['2028-02-29T00:00']],
    ['TZ=Europe/Berlin 0 12 * * *', '2026-03-28T00:00:00Z', ['2026-03-28T11:00', '2026-03-29T10:00']],
    ['TZ=America/New_York 30 1 * * *', '2026-10-31T00:00:00Z', ['2026-10-31T05:30', '2026-11-01T05:30']],
    ['@every 90m', '2026-01-01T00:00:00Z', ['2026-01-01T01:30', '2026-01-01T03:00']],
  ])('%s after %s', (text, after, expected) => {
    expect(next(text, after, expected.length)).toEqual(expected)
  })
})
