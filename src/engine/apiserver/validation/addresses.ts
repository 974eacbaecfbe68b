import { isIpAddress } from '../../../k8s/names'
import { invalid } from '../field-error'
import type { Errors } from './field-errors'

/** An address as old fields take it: zeros before a number are told apart from other nonsense. */
// Models staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go IsValidIPForLegacyField
export function* validateIp(text: string, path: string): Errors {
  if (isIpAddress(text)) {
    if (/^::ffff:/i.test(text)) yield invalid(path, text, 'must not be an IPv4-mapped IPv6 address')
    return
  }
  const sloppy = text.replace(/(^|\.)0+(?=\d)/g, '$1')
  if (isIpAddress(sloppy)) yield invalid(path, text, 'must not have leading 0s')
  else yield invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')
}
