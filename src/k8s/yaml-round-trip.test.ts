import fc from 'fast-check'
import { dump } from 'js-yaml'
import { expect, it } from 'vitest'
import { readYaml, readYamlDocuments, YamlError } from './yaml'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...' \n\t:#-?[]{},&*!|>\'"%@`ab10.~'), maxLength: 16 }),
  fc.constantFrom('yes', 'null', '~', '1_000', '0x1F', '017', '1e3', '2001-12-14', '<<', '=', '---', '...', ' a', 'a '),
)
// The other one knows fewer numbers, and does not quote keys that look like the others.
const key = fc.stringMatching(/^k[ :#a-z-]{0,8}$/)
const value = fc.letrec(tie => ({
  node: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 4 }),
  ),
})).node

it('reads what another writes', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(-1, 0, 2), (written, flowLevel) => {
      expect(readYaml(dump({ written }, { flowLevel, lineWidth: 20, forceQuotes: true }))).toEqual({ written })
    }),
    { numRuns: 300 },
  )
})

it('answers or refuses whatever it is given, and says where', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...' \n\t:#-?[]{},&*!|>\'"%@`ab10.~\\'), maxLength: 60 }), input => {
      try {
        readYamlDocuments(input)
      } catch (error) {
        if (!(error instanceof YamlError)) throw error
        expect(error.line).toBeGreaterThanOrEqual(0)
        expect(error.line).toBeLessThanOrEqual(input.split('\n').length)
      }
    }),
    { numRuns: 2000 },
  )
})
