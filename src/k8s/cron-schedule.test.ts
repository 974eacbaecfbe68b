import { describe, expect, it } from 'vitest'
import { isTimeZone, scheduleError } from './cron-schedule'

describe('scheduleError', () => {
  it.each(['*/5 9-17 * * MON-FRI', '0 0 1 jan ?', '@hourly', '@every 1h30m', 'TZ=UTC 0 3 * * *', '1,2,3 5/4 * 12 0'])(
    '%s is a schedule',
    text => expect(scheduleError(text)).toBeUndefined(),
  )

  it.each([
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['@often', 'unrecognized descriptor: @often'],
    ['@every day', 'failed to parse duration @every day: time: invalid duration "day"'],
    ['TZ=Mars/X * * * * *', 'provided bad location Mars/X: unknown time zone Mars/X'],
  ])('%s is none', (text, why) => expect(scheduleError(text)).toBe(why))
})

it('time zones have large and small letters', () => {
  expect(['UTC', 'Europe/Berlin', 'America/New_York'].every(isTimeZone)).toBe(true)
  expect(['utc', 'Mars/X', ''].some(isTimeZone)).toBe(false)
})
