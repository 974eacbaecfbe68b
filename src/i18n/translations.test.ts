import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { GALLERY } from '../scenario/gallery/gallery-list'
import { reasonText } from './core-text'
import { en } from './en'
import { later } from './en/later'
import { words as id } from './id'
import { words as pl } from './pl'
import { words as vi } from './vi'

const english: ReadonlyMap<string, string> = new Map([...flat(en), ...flat(later)])

void i18next.init({ lng: 'en' })

// That no key is missing or too many is a matter of types.
describe.each([
  ['id', id],
  ['vi', vi],
  ['pl', pl],
])('%s', (language, words) => {
  const { scenarios, reasons, problems, ...panels } = words

  it('fills in what the English text fills in', () => {
    for (const [key, text] of flat(panels)) {
      const original = english.get(key) ?? english.get(key.replace(/_(?:few|many)$/, '_other'))
      expect(original, key).toBeDefined()
      expect(placeholders(text), key).toEqual(placeholders(original ?? ''))
    }
  })

  it('has every plural form that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const texts = flat(panels)
    for (const key of texts.keys()) {
      if (key.endsWith('_other'))
        for (const form of forms) expect(texts.has(key.replace(/_other$/, `_${form}`)), key).toBe(true)
    }
  })

  it('fills in what the core fills in', () => {
    for (const [said, text] of Object.entries({ ...reasons, ...problems })) {
      expect(placeholders(text), said).toEqual(placeholders(said))
    }
  })

  it('gives the reasons of the engine', () => {
    i18next.addResourceBundle(language, 'reasons', reasons)
    const said = reasonText('worker-1 should run a pod and has none', language)
    expect(said).toContain('worker-1')
    expect(said).not.toContain('should')
    expect(reasonText('its containers have stopped', language)).toBe(reasons['its containers have stopped'])
    expect(reasonText('what nobody has translated', language)).toBe('what nobody has translated')
  })

  it('says something of its own about each scenario', () => {
    for (const { id: scenario, text } of GALLERY) expect(scenarios[scenario].watch).not.toBe(text.watch)
  })
})

function flat(texts: object, prefix = ''): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const entry of flat(value, `${prefix}${key}.`)) found.set(...entry)
  }
  return found
}

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()
