import { base64Error } from '../../../k8s/base64'
import { isIpAddress } from '../../../k8s/names'

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': text => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|[+-]\d\d:?\d\d)?$/i.test(text),
  date: text => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: text => /^([+-]?\d+(\.\d+)?\s*(ns|us|µs|ms|s|m|h|d|w)[a-z]*\s*)+$/.test(text) || text === '0',
  ipv4: text => isIpAddress(text) && !text.includes(':'),
  ipv6: text => isIpAddress(text) && text.includes(':'),
  cidr: text => /^[\da-f.:]+\/\d{1,3}$/i.test(text) && isIpAddress(text.slice(0, text.indexOf('/'))),
  uuid: text => /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i.test(text),
  email: text => /^[^@\s]+@[^@\s]+$/.test(text),
  uri: text => /^[a-z][a-z\d+.-]*:\/\/\S|^\//i.test(text),
  hostname: text => /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i.test(text),
  byte: text => text !== '' && base64Error(text) === undefined,
}

/** Whether a text is not of the format; of formats that we do not know everything is. */
// Models k8s.io/kube-openapi/pkg/validation/strfmt/default.go
export function formatError(text: string, format: string): boolean {
  const fits = FORMATS[format]
  return fits !== undefined && !fits(text)
}
