import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { normaliseObject, normaliseText } from './normalise'

interface Case {
  readonly kind: 'text' | 'object'
  readonly command: string
  readonly in: unknown
  readonly out: unknown
}

const file = new URL('recordings/normalise-cases.json', import.meta.url)
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[]

it.each(cases.map((one, index) => [index, one.kind, one.command, one] as const))(
  'case %i (%s) %s',
  (_index, _kind, _command, one) => {
    const ours = one.kind === 'object' ? normaliseObject(one.in) : normaliseText(one.in as string, one.command)
    expect(ours).toEqual(one.out)
  },
)
