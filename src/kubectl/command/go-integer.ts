import { goQuote } from '../../k8s/go-quote'
import { PlainError } from './failure'

/** A whole number as Go reads it. Throws PlainError. */
// Models strconv.Atoi
export function goInteger(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new PlainError(`strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`)
  return Number(text)
}
