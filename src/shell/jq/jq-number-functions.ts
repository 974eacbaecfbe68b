import { type JqFunctions, plain, textOf, withValues } from './jq-function'
import { described, JqError, type Json } from './json-values'

function numberFrom(value: Json): Json {
  if (typeof value === 'number') return value
  const text = textOf(value, 'cannot be parsed as a number')
  if (!/^\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text))
    throw new JqError(`${described(value)} cannot be parsed as a number`)
  return Number(text)
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/

/** Of numbers, and of dates, which are seconds. */
export const NUMBER_FUNCTIONS: JqFunctions = {
  'tonumber/0': plain(numberFrom),
  'floor/0': plain(value => Math.floor(Number(numberFrom(value)))),
  'ceil/0': plain(value => Math.ceil(Number(numberFrom(value)))),
  'round/0': plain(value => Math.round(Number(numberFrom(value)))),
  'sqrt/0': plain(value => Math.sqrt(Number(numberFrom(value)))),
  'fabs/0': plain(value => Math.abs(Number(numberFrom(value)))),
  'pow/2': withValues((_, base = null, exponent = null) => Number(base) ** Number(exponent)),
  'log/0': plain(value => Math.log(Number(numberFrom(value)))),
  'exp/0': plain(value => Math.exp(Number(numberFrom(value)))),
  'infinite/0': plain(() => Number.POSITIVE_INFINITY),
  'nan/0': plain(() => Number.NaN),
  'isnan/0': plain(value => Number.isNaN(value)),
  'isinfinite/0': plain(value => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  'now/0': function* (machine) {
    yield { value: machine.now }
  },
  'todate/0': plain(value =>
    new Date(Math.trunc(Number(numberFrom(value))) * 1000).toISOString().replace('.000Z', 'Z'),
  ),
  'fromdate/0': plain(value => {
    const text = textOf(value, 'cannot be parsed as a date')
    if (!DATE.test(text)) throw new JqError(`date "${text}" does not match format "%Y-%m-%dT%H:%M:%SZ"`)
    return Date.parse(text) / 1000
  }),
}
