import { isCidr, isIpAddress } from '../../../k8s/names'
import { invalid } from '../field-error'
import type { Errors } from './field-errors'

/** An address as old fields take it: zeros before a number are told apart from other nonsense. */
// Models staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go IsValidIPForLegacyField
export function* validateIp(text: string, path: string): Errors {
  if (isIpAddress(text)) {
    if (/^::ffff:/i.test(text)) yield invalid(path, text, 'must not be an IPv4-mapped IPv6 address')
    return
  }
  const sloppy = withoutLeadingZeros(text)
  if (isIpAddress(sloppy)) yield invalid(path, text, 'must not have leading 0s')
  else yield invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')
}

const withoutLeadingZeros = (text: string) => text.replace(/(^|[./])0+(?=\d)/g, '$1')

/** A range of addresses as old fields take it: the address is the first of the range. */
// Models staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go IsValidCIDRForLegacyField
export function* validateCidr(text: string, path: string): Errors {
  const complain = (why: string) => invalid(path, text, why)
  if (!isCidr(withoutLeadingZeros(text)))
    yield complain('must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')
  else if (!isCidr(text) || /\/0\d/.test(text)) yield complain('must not have leading 0s in IP or prefix length')
  else if (/^::ffff:/i.test(text)) yield complain('must not have an IPv4-mapped IPv6 address')
  else if (hasBitsBeyondPrefix(text)) yield complain('must not have bits set beyond the prefix length')
}

function hasBitsBeyondPrefix(range: string): boolean {
  const [address = '', prefix = ''] = range.split('/')
  const bits = bitsOf(address)
  return bits.slice(Number(prefix)).includes('1')
}

/** The address as text of zeros and ones. */
function bitsOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map(part => binary(Number(part), 8))
      .join('')
  const [left = [], right = []] = address.split('::').map(half => half.split(':').filter(group => group !== ''))
  const middle = address.includes('::') ? new Array<string>(8 - left.length - right.length).fill('0') : []
  return [...left, ...middle, ...right].map(group => binary(Number.parseInt(group, 16), 16)).join('')
}

/** Whether a range is a smaller part of another; undefined where one of them is no range. */
export function isWithin(range: string, whole: string): boolean | undefined {
  const [part, outer] = [withoutLeadingZeros(range), withoutLeadingZeros(whole)]
  if (!isCidr(part) || !isCidr(outer)) return undefined
  const [address = '', prefix = ''] = part.split('/')
  const [outerAddress = '', outerPrefix = ''] = outer.split('/')
  if (address.includes(':') !== outerAddress.includes(':') || Number(prefix) <= Number(outerPrefix)) return false
  return bitsOf(address).startsWith(bitsOf(outerAddress).slice(0, Number(outerPrefix)))
}

const binary = (value: number, width: number) => value.toString(2).padStart(width, '0')
