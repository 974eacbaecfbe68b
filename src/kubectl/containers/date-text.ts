import { MONTHS, WEEKDAYS } from '../../base/calendar-names'

const two = (value: number, fill = '0') => String(value).padStart(2, fill)

/** What `date` prints: `Thu Jan  1 00:00:05 UTC 2026`, or by a `+format`. Time in Unix milliseconds. */
export function dateText(time: number, args: readonly string[]): string {
  const date = new Date(time)
  const parts: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    e: two(date.getUTCDate(), ' '),
    H: two(date.getUTCHours()),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    s: String(Math.floor(time / 1000)),
    N: '000000000',
    a: WEEKDAYS[date.getUTCDay()] ?? '',
    b: MONTHS[date.getUTCMonth()] ?? '',
    y: two(date.getUTCFullYear() % 100),
    Z: 'UTC',
    z: '+0000',
    '%': '%',
    n: '\n',
    t: '\t',
  }
  const filled = (format: string) => format.replace(/%([a-zA-Z%])/g, (all, letter: string) => parts[letter] ?? all)
  const expanded = (format: string) => filled(format.replace(/%F/g, '%Y-%m-%d').replace(/%[TX]/g, '%H:%M:%S'))
  const format = args.find(arg => arg.startsWith('+'))
  if (format !== undefined) return expanded(format.slice(1))
  if (args.some(arg => /^-I|^--iso/.test(arg))) return expanded('%F')
  return filled('%a %b %e %H:%M:%S %Z %Y')
}
