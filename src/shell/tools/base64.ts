import { base64Error, decodeBase64, encodeBase64 } from '../../k8s/base64'
import { textProgram } from '../program'
import { readAll } from '../read-all'
import { ToolError } from '../tool-error'
import { readOptions } from './tool-options'

const OPTIONS = { flags: 'di', valued: 'w', long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w' } } as const
const WRAP = 76

/** base64, with -d as Secrets need it, -i and -w. */
export const base64 = textProgram('base64', (args, io) => {
  const options = readOptions('base64', args, OPTIONS)
  const { text, complete } = readAll('base64', options.rest.slice(0, 1), io)
  if (!complete) return 1
  if (!options.has('d')) {
    const width = Number(options.value('w') ?? WRAP)
    if (!Number.isInteger(width) || width < 0) throw new ToolError(`invalid wrap size: ‘${options.value('w') ?? ''}’`)
    const encoded = encodeBase64(text)
    io.out(width === 0 ? encoded : encoded.replace(new RegExp(`.{1,${Math.min(width, 10_000)}}`, 'g'), '$&\n'))
    return 0
  }
  const given = text.replace(/\n/g, '')
  const digits = options.has('i') ? given.replace(/[^A-Za-z0-9+/=]/g, '') : given
  const wrong = base64Error(digits) !== undefined
  // What could be read up to the mistake is printed too.
  io.out(decodeBase64(wrong ? (/^[A-Za-z0-9+/]*/.exec(digits)?.[0] ?? '') : digits) ?? '')
  if (wrong) throw new ToolError('invalid input')
  return 0
})
